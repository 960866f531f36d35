// The library types its runtime as an empty module; it has all of Handlebars but the compiler.
declare module 'handlebars/runtime.js' {
  import Handlebars from 'handlebars'

  export default Handlebars
}
