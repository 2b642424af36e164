package main

import (
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const usageTemplate = `Cách dùng:{{if and .Runnable (not .HasAvailableSubCommands)}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} LỆNH [tùy chọn]{{end}}{{if .HasExample}}

Ví dụ:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Các lệnh:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Tùy chọn:
{{flagLines .LocalFlags | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

Xem hướng dẫn của từng lệnh: {{.CommandPath}} LỆNH --help{{end}}

Mã kết thúc: 0 xong (kể cả khi còn câu hỏi, còn thiếu báo cáo); 1 gặp lỗi;
2 lệnh hoặc cài đặt chưa dùng được; 3 xong nhưng có phần bị từ chối hoặc có điều cần xem.
`

const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}`

// speakVietnamese puts cobra's own texts into the language of its readers.
func speakVietnamese(root *cobra.Command) {
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate(helpTemplate)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		switch c.Name() {
		case "help":
			c.Use, c.Short, c.Long = "help [LỆNH]", "Xem hướng dẫn của một lệnh", "Xem hướng dẫn của một lệnh."
			c.Run, c.RunE = nil, helpOn
		case "completion":
			c.Short = "Tạo tệp gợi ý lệnh cho bash, zsh, fish hoặc PowerShell"
			c.Long = c.Short + "."
			c.Args, c.RunE = nil, func(c *cobra.Command, _ []string) error {
				return usage(c, "cần một trong các lệnh con: bash, fish, powershell, zsh")
			}
			for _, shell := range c.Commands() {
				shell.Short = "Gợi ý lệnh cho " + shell.Name()
				shell.Long = "In ra tệp gợi ý lệnh cho " + shell.Name() + "; nạp tệp đó trong cấu hình của " + shell.Name() + "."
				shell.Args = args(0, 0, "lệnh này không có tham số ngoài tùy chọn")
			}
		}
		c.DisableFlagsInUseLine = true
		c.InitDefaultHelpFlag()
		c.Flags().VisitAll(func(f *pflag.Flag) {
			switch f.Name {
			case "help":
				f.Usage = "xem hướng dẫn"
			case "no-descriptions":
				f.Usage = "không kèm lời giải thích"
			}
		})
		for _, child := range c.Commands() {
			walk(child)
		}
	}
	walk(root)
}

// helpOn shows the help of the command that names spell.
func helpOn(c *cobra.Command, names []string) error {
	about, rest, err := c.Root().Find(names)
	if err != nil || len(rest) > 0 {
		return usage(c.Root(), "không có lệnh “"+strings.Join(names, " ")+"”")
	}
	return about.Help()
}

func init() { cobra.AddTemplateFunc("flagLines", flagLines) }

// flagLines lists flags with their meanings one below the other. The flag
// package's own list counts bytes, and so is out of line in Vietnamese.
func flagLines(flags *pflag.FlagSet) string {
	var heads, meanings []string
	widest := 0
	flags.VisitAll(func(f *pflag.Flag) {
		value, meaning := pflag.UnquoteUsage(f)
		head := "      --" + f.Name
		if f.Shorthand != "" {
			head = "  -" + f.Shorthand + ", --" + f.Name
		}
		if value != "" {
			head += " " + value
		}
		heads, meanings = append(heads, head), append(meanings, meaning)
		widest = max(widest, utf8.RuneCountInString(head))
	})
	var b strings.Builder
	for i, head := range heads {
		b.WriteString(head + strings.Repeat(" ", widest-utf8.RuneCountInString(head)+3) + meanings[i] + "\n")
	}
	return b.String()
}
