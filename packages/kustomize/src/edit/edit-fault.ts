/** An edit that `kustomize edit` refuses. Its place is for whoever asked for it to say. */
export class EditFault extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}
