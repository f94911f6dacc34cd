/** The components of MJML; the package brings no types of its own. */
declare module 'mjml-preset-core' {
  const preset: object
  export default preset
}
