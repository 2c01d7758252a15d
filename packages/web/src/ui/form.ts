/** A handler for a native form: no load of the page, and its fields by name. */
export const submitted = (then: (field: (name: string) => string, form: HTMLFormElement) => unknown) => (event: SubmitEvent) => {
  event.preventDefault()
  const form = event.currentTarget as HTMLFormElement
  const fields = new FormData(form)
  void then((name) => `${fields.get(name) ?? ""}`, form)
}
