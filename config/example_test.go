package config_test

import (
	"fmt"

	"bieu/config"
)

func ExampleParse() {
	settings := `
organisation: UBND phường Thọ Xương
year: 02023
workbok: tho-xuong-2023.xlsx
calendar:
  holidays: [30/4/2023]
`
	_, err := config.Parse("bieu.yaml", []byte(settings))
	fmt.Println(err)
	// Output:
	// bieu.yaml:3: mục «year» có số viết là 02023, có thể hiểu theo hai cách; hãy viết số bình thường, không có số 0 đứng đầu, dấu + hay dấu _
	// bieu.yaml:4: không có mục «workbok»; có phải ý là «workbook»?
	// bieu.yaml:6: mục «calendar.holidays»: "30/4/2023" chưa phải là một ngày; hãy ghi năm-tháng-ngày như 2023-12-05
}

func ExampleTemplate() {
	file := config.Template(config.Values{Organisation: "UBND phường Thọ Xương", Year: 2023, Workbook: "tho-xuong-2023.xlsx"})
	c, err := config.Parse("/srv/bieu/bieu.yaml", file)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Organisation, c.Year, c.Statuses["met"])
	fmt.Println(c.WorkbookPath(), c.HistoryPath())
	// Output:
	// UBND phường Thọ Xương 2023 Đạt chỉ tiêu KH
	// /srv/bieu/tho-xuong-2023.xlsx /srv/bieu/bieu.db
}
