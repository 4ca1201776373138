/** Small pictures are part of the script that names them. */
declare module '*.svg' {
  const address: string;
  export default address;
}
