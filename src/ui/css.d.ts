/** Style sheets: imported for their effect, or as text. */
declare module '*.css' {}
declare module '*.css?raw' {
  const text: string
  export default text
}
