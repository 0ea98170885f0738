package remedy

// referrerPolicy gives other hosts the practice's name and nothing of the page's
// address (https://www.w3.org/TR/referrer-policy/).
const referrerPolicy = "strict-origin-when-cross-origin"
