package calendar

import "fmt"

var roman = [...]string{"", "I", "II", "III", "IV"}

// Words names the period as a report does: "tháng 9 năm 2023", "quý III năm
// 2023", "6 tháng đầu năm 2023", "năm 2023". No period is "".
func (p Period) Words() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("tháng %d năm %d", p.Number, p.Year)
	case Quarter:
		return fmt.Sprintf("quý %s năm %d", roman[p.Number], p.Year)
	case Half:
		if p.Number == 2 {
			return fmt.Sprintf("6 tháng cuối năm %d", p.Year)
		}
		return fmt.Sprintf("6 tháng đầu năm %d", p.Year)
	case NineMonths:
		return fmt.Sprintf("9 tháng đầu năm %d", p.Year)
	case Year:
		return fmt.Sprintf("năm %d", p.Year)
	}
	return ""
}

// Short names the period in as few characters as a cell has room for:
// "9/2023", "quý III/2023", "năm 2023". ParseCell reads it back.
func (p Period) Short() string {
	switch p.Kind {
	case Month:
		return fmt.Sprintf("%d/%d", p.Number, p.Year)
	case Quarter:
		return fmt.Sprintf("quý %s/%d", roman[p.Number], p.Year)
	case Half:
		if p.Number == 2 {
			return fmt.Sprintf("6 tháng cuối năm %d", p.Year)
		}
		return fmt.Sprintf("6 tháng %d", p.Year)
	case NineMonths:
		return fmt.Sprintf("9 tháng %d", p.Year)
	}
	return p.Words()
}
