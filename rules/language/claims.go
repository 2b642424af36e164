package language

// readClaims checks what the sentence states about its own figures.
func (r *resultReader) readClaims() {
}
