"""Official documents (公文) as .docx files: what every file of the house that is printed is drawn with."""
