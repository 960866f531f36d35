/** A template that cannot be rendered, in Argo CD's words. */
export class RenderError extends Error {
  override readonly name = 'RenderError'
}
