"""Every form as paper: what each says, as a PDF and as a page to print, filled in or blank."""
