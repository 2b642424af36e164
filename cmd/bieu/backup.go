package main

import (
	"os"

	"github.com/spf13/cobra"

	"bieu/sync/history"
)

func (a *app) backupCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "backup TỆP [--config TỆP]",
		Short: "Sao lưu lịch sử vào một tệp mới",
		Long: `Sao lưu toàn bộ lịch sử (số liệu đã đọc, đánh giá, kỳ đã chốt, nhật ký) vào một tệp mới, kể cả khi chương trình
đang chạy. Bản sao được mở và kiểm tra trước khi báo xong. Không bao giờ ghi đè tệp đã có.
Lịch sử để trong Postgres cũng được sao thành một tệp như vậy.`,
		Example: `  bieu backup sao-luu-2023-10-10.db
  bieu backup /mnt/luu-tru/bieu.db --config ke-hoach-2024/bieu.yaml`,
		Args: args(1, 1, "lệnh backup cần tên một tệp mới"),
		RunE: func(c *cobra.Command, names []string) error { return a.backup(c, file, names[0]) },
	}
	c.Flags().StringVar(&file, "config", "", "`TỆP` cài đặt (mặc định: bieu.yaml trong thư mục hiện tại)")
	return c
}

func (a *app) backup(c *cobra.Command, file, to string) error {
	set, err := a.settings(file)
	if err != nil {
		return err
	}
	return set.lookHistory(c.Context(), func(store *history.Store) error {
		if err := store.Backup(c.Context(), to); err != nil {
			return &fileError{to, err}
		}
		info, err := os.Stat(to)
		if err != nil {
			return &fileError{to, err}
		}
		a.say("%s", wordsBackup(to, info.Size()))
		for _, line := range wordsRestore(to, set) {
			a.say("%s", line)
		}
		return nil
	})
}
