package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"bieu/config"
	"bieu/sync/engine"
	"bieu/sync/form"
	"bieu/sync/queue"
)

// What people read of several plans and of the worker.

func wordsOnePlan(file string) string {
	return file + " chỉ có một kế hoạch; đề nghị bỏ tùy chọn --plan"
}

func wordsWhichPlan(file, names string) string {
	return file + " có nhiều kế hoạch; đề nghị chọn bằng --plan: " + names
}

func wordsNoPlan(file, name, names string) string {
	return fmt.Sprintf("%s không có kế hoạch “%s”; đang có: %s", file, name, names)
}

// troubles says what failed, of several failures each on its own.
func troubles(err error) string {
	var plan *engine.PlanError
	if errors.As(err, &plan) {
		for _, p := range plan.Problems {
			if p.Level == form.StopTab {
				return p.Cell() + ": " + p.Text
			}
		}
	}
	var texts []string
	for _, one := range apart(err) {
		texts = append(texts, trouble(one))
	}
	return strings.Join(texts, " ")
}

// wordsRan is what a run did, in one line.
func wordsRan(o *engine.Outcome) string {
	text := fmt.Sprintf("đọc %d/%d dòng, ghi %d ô", o.RowsRead, o.RowsExpected, o.Cells)
	if len(o.Refused) > 0 {
		text += "; chưa đọc được trang " + strings.Join(o.Refused, ", ")
	}
	return text
}

const (
	wordsPlanGone    = "kế hoạch này không còn trong tệp cài đặt của máy đang chạy"
	wordsSamePlan    = "hai kế hoạch cùng một bảng tính, hoặc hai tệp cùng tên; đề nghị giữ lại một, hoặc đổi tên một tệp"
	wordsHistoryAway = "Lịch sử: chưa đọc được."
	wordsQueueAway   = "Hàng đợi: cơ sở dữ liệu chưa trả lời."
	wordsStopping    = "Đang dừng: chờ lượt đang chạy xong, nhiều nhất 30 giây. Dừng ngay: bấm Ctrl-C lần nữa."
	wordsRestart     = "Mục listen và history chỉ đổi khi chạy lại bieu serve; các mục khác đã có tác dụng."
)

// wordsNotRun says of a plan that it is not up to date.
func wordsNotRun(name string, last time.Time, why string, loc *time.Location) string {
	text := "Kế hoạch " + name + ": chưa có lượt nào chạy xong."
	if !last.IsZero() {
		text = "Kế hoạch " + name + ": không có lượt nào chạy xong từ " + form.MomentWords(last, loc) + "."
	}
	if why != "" {
		text += " Lần gần nhất: " + why
	}
	return text
}

func wordsBroken(b config.Broken) string {
	text := "Kế hoạch " + b.Name + ": cài đặt chưa dùng được."
	if len(b.Problems) > 0 {
		text += " " + b.Problems[0].Error()
	}
	return text
}

// wordsServing is said once the worker can be reached.
func wordsServing(address string, plans int, s *settings) string {
	return fmt.Sprintf("Đang chạy %d kế hoạch, chờ ở http://%s (mã truy cập: %s). Dừng: Ctrl-C.",
		plans, address, filepath.Join(filepath.Dir(s.File), tokenFile))
}

func wordsOldSettings(err error) string {
	return "cài đặt mới chưa dùng được, vẫn chạy theo cài đặt cũ:\n" + err.Error()
}

func wordsReloaded(plans int) string {
	return fmt.Sprintf("Đã đọc lại cài đặt: %d kế hoạch.", plans)
}

// wordsListen says of an option that it is no address.
func wordsListen(address string) string {
	return "--listen cần ĐỊA-CHỈ:CỔNG, cổng từ 0 đến 65535, ví dụ 127.0.0.1:8750; đang ghi “" + address + "”"
}

// listenWords says why an address cannot be listened at.
func listenWords(err error) (string, bool) {
	var e *listenError
	switch {
	case !errors.As(err, &e):
		return "", false
	case errors.Is(err, syscall.EADDRINUSE) || strings.Contains(err.Error(), "Only one usage of each socket address"):
		return "không chờ được ở " + e.address + ": đã có chương trình khác ở đó, có thể là một bieu serve khác. " +
			"Đề nghị dừng chương trình kia, hoặc chọn nơi khác bằng mục listen hay --listen.", true
	case errors.Is(err, syscall.EACCES):
		return "không chờ được ở " + e.address + ": không có quyền dùng cổng này. Đề nghị chọn cổng từ 1024 trở lên.", true
	}
	return "không chờ được ở " + e.address + ": máy này không có địa chỉ đó. Đề nghị xem lại mục listen hoặc tùy chọn --listen.", true
}

// wordsKilled is said by a program that is told a second time to stop.
const wordsKilled = "dừng ngay theo yêu cầu, không chờ lượt đang chạy. Lượt đó sẽ được chạy lại khi bieu serve chạy tiếp."

const (
	wordsWorkerGone = "bieu serve vừa dừng trước khi chạy xong; lệnh này tự chạy tiếp."
	wordsStillHeld  = "đã chờ 2 phút mà lượt kia chưa xong. Chưa có gì bị mất; xin chạy lại sau."
	wordsLeaseLost  = "mất quyền chạy kế hoạch giữa chừng (máy bị treo hoặc mất kết nối cơ sở dữ liệu). Đề nghị chạy lại."
)

// wordsHolder is a process as people know it.
func wordsHolder(holder string) string {
	host, rest, ok := strings.Cut(holder, "/")
	number, _, _ := strings.Cut(rest, "/")
	if !ok {
		return "một chương trình khác"
	}
	return "máy " + host + ", tiến trình " + number
}

// wordsHeld is said while a command waits for another run.
func wordsHeld(holder string) string {
	return "đang có lượt khác chạy (" + wordsHolder(holder) + "); chờ lượt đó xong, nhiều nhất 2 phút."
}

// wordsHandedOver is said when the worker takes a run over.
func wordsHandedOver(w queue.Worker) string {
	return "bieu serve đang chạy (" + wordsHolder(w.Holder) + "): giao lượt này cho nó."
}

// wordsPhase is a step of a run.
func wordsPhase(phase string, done, total int) string {
	text := map[string]string{
		engine.PhaseRead: "đọc bảng tính", engine.PhaseUnits: "đọc trang của các đơn vị", engine.PhaseJudge: "đối chiếu, đánh giá",
		engine.PhaseWrite: "ghi bảng tính", engine.PhaseRecord: "ghi lịch sử",
	}[phase]
	if text == "" {
		text = phase
	}
	if total > 0 {
		text += fmt.Sprintf(" %d/%d", done, total)
	}
	return text
}
