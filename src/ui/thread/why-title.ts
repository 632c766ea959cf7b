/** What the page of the reasons is called, wherever it is named. */
export const whyTitle = 'Why the flag was not merged'
