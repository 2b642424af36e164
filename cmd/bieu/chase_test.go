package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bieu/config"
	"bieu/sync/notifytest"
)

// desk is a folder in which somebody works, on a day of their own.
type desk struct {
	t   *testing.T
	now time.Time
}

// bieu runs one command as typed.
func (d *desk) bieu(args ...string) (code int, stdout, stderr string) {
	d.t.Helper()
	var out, wrong bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &wrong, now: func() time.Time { return d.now }, logLevel: "debug"}
	root := a.root()
	root.SetArgs(args)
	code = a.exit(root.ExecuteContext(d.t.Context()))
	return code, out.String(), wrong.String()
}

// chasedOffice is the example's office with a mail server and addresses for two
// units.
func chasedOffice(t *testing.T, server *notifytest.Server, more string) *desk {
	t.Helper()
	t.Chdir(t.TempDir())
	d := &desk{t, time.Date(2023, 10, 5, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))}
	if code, _, stderr := d.bieu("sync"); code != exitDone {
		t.Fatalf("the example: code %d\n%s", code, stderr)
	}
	if err := os.Remove("bieu.db"); err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("organisation: UBND phường Thọ Xương\nyear: 2023\nworkbook: tho-xuong-2023.xlsx\n"+
		"mail: {host: 127.0.0.1, port: %d, from: vp@example.vn, encryption: none}\n%s", server.Port(), more)
	if err := os.WriteFile("bieu.yaml", []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	d.types("TYT", "tyt@example.vn", "lanhdao.tyt@example.vn")
	return d
}

// types puts the addresses of a unit into the tab Đơn vị.
func (d *desk) types(code, contact, leader string) {
	d.t.Helper()
	f, err := excelize.OpenFile("tho-xuong-2023.xlsx")
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Đơn vị")
	if err != nil {
		d.t.Fatal(err)
	}
	columns := map[string]int{}
	for row, cells := range rows {
		for col, text := range cells {
			if text == "Email" || text == "Email lãnh đạo" {
				columns[text] = col + 1
			}
			if text != code || len(columns) < 2 {
				continue
			}
			for header, address := range map[string]string{"Email": contact, "Email lãnh đạo": leader} {
				ref, err := excelize.CoordinatesToCellName(columns[header], row+1)
				if err == nil {
					err = f.SetCellStr("Đơn vị", ref, address)
				}
				if err != nil {
					d.t.Fatal(err)
				}
			}
		}
	}
	if err := f.Save(); err != nil {
		d.t.Fatal(err)
	}
}

func subjects(t *testing.T, server *notifytest.Server) []string {
	t.Helper()
	var list []string
	for _, raw := range server.Letters() {
		m, err := mail.ReadMessage(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m.Header.Get("To")+" "+subject)
	}
	return list
}

func wantText(t *testing.T, name, got, want string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// A run sends what is due and says so, once; chase shows it as proof, and why
// something did not go out.
func TestChase(t *testing.T) {
	server := notifytest.Start(t)
	d := chasedOffice(t, server, "")
	_, stdout, _ := d.bieu("chase")
	if code, _, stderr := d.bieu("chase"); code != exitFailed {
		t.Errorf("before the first run: code %d, %q, %s", code, stdout, stderr)
	}
	const due = "Đôn đốc báo cáo kỳ 9/2023: Trạm y tế còn thiếu 1 chỉ tiêu (hạn trước ngày 10/10/2023)"
	const silent = "Đôn đốc báo cáo kỳ 9/2023: 1 đơn vị còn thiếu địa chỉ thư (hạn trước ngày 10/10/2023)"
	for _, want := range []string{"Thông báo đôn đốc: đã gửi 2. Xem: bieu chase.\n", ""} {
		code, stdout, stderr := d.bieu("sync")
		_, said, _ := strings.Cut(stdout, ".xlsx\n")
		if code != exitDone || said != want {
			t.Errorf("code %d, %q, want %q; %s", code, said, want, stderr)
		}
	}
	if diff := cmp.Diff([]string{"<tyt@example.vn> " + due, "<vp@example.vn> " + silent}, subjects(t, server)); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	first := "05/10/2023 08:00  Trạm y tế <tyt@example.vn>, thư điện tử, trước hạn 2 ngày làm việc: đã nhắc lúc 08:00 ngày 05/10/2023\n  " + due + "\n" +
		"05/10/2023 08:00  Văn phòng <vp@example.vn>, thư điện tử, trước hạn 2 ngày làm việc: đã báo Văn phòng lúc 08:00 ngày 05/10/2023\n  " + silent + "\n"
	_, stdout, _ = d.bieu("chase")
	wantText(t, "chase", stdout, first+"Tổng số 2 thông báo: đã nhắc 1, đã báo Văn phòng 1, chờ gửi 0, không gửi được 0, đã hủy 0.\n")

	server.Stop()
	d.now = d.now.AddDate(0, 0, 4)
	code, stdout, stderr := d.bieu("sync")
	if code != exitDone || !strings.HasSuffix(stdout, "Thông báo đôn đốc: chưa gửi được 2, sẽ gửi lại. Xem: bieu chase.\n") {
		t.Errorf("with the server away: code %d, %s%s", code, stdout, stderr)
	}
	_, stdout, _ = d.bieu("chase", "--period", "9/2023")
	waits := fmt.Sprintf("09/10/2023 08:00  Trạm y tế <tyt@example.vn>, thư điện tử, ngày cuối của hạn nộp: chờ gửi lại lúc 08:01 ngày 09/10/2023, đã thử 1 lần: "+
		"chưa kết nối được 127.0.0.1:%d; đề nghị kiểm tra đường truyền, hoặc báo người quản trị phần mềm\n  %s\n", server.Port(), due)
	if !strings.Contains(stdout, waits) || !strings.HasSuffix(stdout, "Tổng số 4 thông báo: đã nhắc 1, đã báo Văn phòng 1, chờ gửi 2, không gửi được 0, đã hủy 0.\n") {
		t.Errorf("waiting:\n%s\nwant\n%s", stdout, waits)
	}
	_, stdout, _ = d.bieu("chase", "--period", "2023-08")
	wantText(t, "another period", stdout, wordsNoMessages+"\n")
	if code, _, _ := d.bieu("chase", "--period", "tháng chín"); code != exitUsage {
		t.Errorf("no period: code %d", code)
	}

	var j chaseJSON
	_, stdout, _ = d.bieu("chase", "--json")
	if err := json.Unmarshal([]byte(stdout), &j); err != nil {
		t.Fatal(err)
	}
	if len(j.Messages) != 4 || *j.Messages[0].Sent != "2023-10-05T08:00:00+07:00" || j.Messages[0].Next != nil ||
		j.Messages[3].Sent != nil || *j.Messages[3].Next != "2023-10-09T08:01:00+07:00" ||
		!strings.Contains(server.Letters()[0], "X-Bieu-Key: "+j.Messages[0].Key) || !strings.Contains(j.Messages[0].Body, "mã 9.2") {
		t.Errorf("JSON %+v", j)
	}
}

// An address that the server does not know: the next run tells the office, once,
// and chase shows both.
func TestChaseOfAnAddressThatIsNone(t *testing.T) {
	server := notifytest.Start(t)
	server.Refuse = map[string]string{"tyt@example.vn": "550 5.1.1 no such user here"}
	d := chasedOffice(t, server, "")
	const told = "Đôn đốc báo cáo kỳ 9/2023: thư gửi Trạm y tế không đến được địa chỉ tyt@example.vn"
	for _, want := range []string{"Thông báo đôn đốc: đã gửi 1; không gửi được 1. Xem: bieu chase.\n", "Thông báo đôn đốc: đã gửi 1. Xem: bieu chase.\n", ""} {
		code, stdout, stderr := d.bieu("sync")
		if _, said, _ := strings.Cut(stdout, ".xlsx\n"); code != exitDone || said != want {
			t.Errorf("code %d, %q, want %q; %s", code, said, want, stderr)
		}
		d.now = d.now.Add(time.Minute)
	}
	if got := subjects(t, server); len(got) != 2 || got[1] != "<vp@example.vn> "+told {
		t.Errorf("sent: %q", got)
	}
	_, stdout, _ := d.bieu("chase")
	for _, want := range []string{
		fmt.Sprintf("Trạm y tế <tyt@example.vn>, thư điện tử, trước hạn 2 ngày làm việc: không gửi được, đã thử 1 lần: "+
			"127.0.0.1:%d cho biết không có địa chỉ nhận này (mã 550); đề nghị kiểm tra địa chỉ ở trang Đơn vị\n", server.Port()),
		"05/10/2023 08:01  Văn phòng <vp@example.vn>, thư điện tử, trước hạn 2 ngày làm việc: đã báo Văn phòng lúc 08:01 ngày 05/10/2023\n  " + told + "\n",
		"Tổng số 3 thông báo: đã nhắc 0, đã báo Văn phòng 2, chờ gửi 0, không gửi được 1, đã hủy 0.\n",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in\n%s", want, stdout)
		}
	}
}

// What another program took is not yet told to the unit.
func TestChaseOfAnotherProgram(t *testing.T) {
	hook := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer hook.Close()
	d := chasedOffice(t, notifytest.Start(t), "webhook: {url: '"+hook.URL+"', secret: env:BIEU_TEST_SECRET}\n")
	t.Setenv("BIEU_TEST_SECRET", "geheim")
	if code, _, stderr := d.bieu("sync"); code != exitDone {
		t.Fatalf("code %d, %s", code, stderr)
	}
	_, stdout, _ := d.bieu("chase")
	const took = ", chương trình nhận tin, trước hạn 2 ngày làm việc: đã chuyển cho chương trình này lúc 08:00 ngày 05/10/2023\n"
	if strings.Count(stdout, took) != 2 || strings.Count(stdout, "đã nhắc lúc") != 1 || strings.Contains(stdout, "webhook") ||
		!strings.HasSuffix(stdout, "Tổng số 4 thông báo: đã nhắc 1, đã báo Văn phòng 1, đã chuyển cho chương trình nhận tin 2, chờ gửi 0, không gửi được 0, đã hủy 0.\n") {
		t.Errorf("chase:\n%s", stdout)
	}
}

// What a trial would send is shown and not sent.
func TestChaseOfATrial(t *testing.T) {
	server := notifytest.Start(t)
	d := chasedOffice(t, server, "")
	if code, stdout, stderr := d.bieu("sync", "--at", "2023-10-11T08:00:00+07:00"); code != exitDone || strings.Contains(stdout, "đôn đốc:") {
		t.Errorf("code %d, %s%s", code, stdout, stderr)
	}
	_, stdout, _ := d.bieu("chase")
	if n := strings.Count(stdout, "quá hạn 2 ngày: không gửi, vì lượt chạy xét tại thời điểm đặt trước\n"); n != 2 ||
		!strings.HasSuffix(stdout, "đã hủy 0, xét thử 2.\n") || len(server.Letters()) != 0 {
		t.Errorf("%d held:\n%s", n, stdout)
	}
}

func TestNotifyTest(t *testing.T) {
	var signature string
	var body []byte
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		signature = r.Header.Get("X-Bieu-Signature")
		body, _ = io.ReadAll(r.Body)
	}))
	defer hook.Close()
	server := notifytest.Start(t)
	d := chasedOffice(t, server, "webhook: {url: '"+hook.URL+"', secret: env:BIEU_TEST_SECRET}\n")
	t.Setenv("BIEU_TEST_SECRET", "geheim")
	code, stdout, stderr := d.bieu("notify", "test", "--to", "toi@example.vn")
	wantText(t, "test", stdout, "✓ Thư điện tử: đã gửi thư thử đến toi@example.vn. Đề nghị kiểm tra hộp thư, kể cả thư rác.\n"+
		"✓ Webhook: đã gửi thông báo thử, nơi nhận trả lời thành công.\n")
	if code != exitDone {
		t.Errorf("code %d, %s", code, stderr)
	}
	if diff := cmp.Diff([]string{"<toi@example.vn> Thông báo thử của phần mềm Biểu: UBND phường Thọ Xương"}, subjects(t, server)); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	mac := hmac.New(sha256.New, []byte("geheim"))
	mac.Write(body)
	if want := "sha256=" + hex.EncodeToString(mac.Sum(nil)); signature != want {
		t.Errorf("signature %s, want %s", signature, want)
	}

	t.Setenv("BIEU_TEST_SECRET", "")
	server.Stop()
	code, stdout, stderr = d.bieu("notify", "test")
	wantText(t, "failing", stdout, fmt.Sprintf("✗ Thư điện tử: chưa kết nối được 127.0.0.1:%d; đề nghị kiểm tra địa chỉ, cổng và đường truyền.\n", server.Port())+
		"✗ Webhook: chưa có mật khẩu hoặc khóa của kênh gửi; đề nghị ghi vào biến môi trường BIEU_TEST_SECRET rồi gửi lại.\n")
	if code != exitFailed || strings.Contains(stderr, "geheim") {
		t.Errorf("code %d, %s", code, stderr)
	}

	if err := os.WriteFile("bieu.yaml", []byte("organisation: a\nyear: 2023\nworkbook: tho-xuong-2023.xlsx\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := d.bieu("notify", "test"); code != exitUsage || !strings.Contains(stderr, wordsNoChannel("bieu.yaml")) {
		t.Errorf("no channel: code %d, %s", code, stderr)
	}
}

// A secret in a file is taken without the end of its line.
func TestSecretOfAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"khoa.txt": " ge heim\r\n", "trong.txt": "\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := &settings{Config: &config.Config{File: "bieu.yaml"}}
	if got, err := s.secret(config.Secret{File: "khoa.txt"}); string(got) != " ge heim" || err != nil {
		t.Errorf("got %q, error %v", string(got), err)
	}
	for _, at := range []config.Secret{{File: "trong.txt"}, {File: "khong-co.txt"}, {Variable: "BIEU_NO_SUCH"}} {
		if _, err := s.secret(at); err == nil || strings.Contains(err.Error(), "heim") {
			t.Errorf("%+v: error %v", at, err)
		}
	}
}
