/** Thrown when the words of a command do not fit together; the help is shown and the exit code is 64. */
export class Misused extends Error {}

/** Everything for people goes to standard error; standard output carries only a verb's own result. */
export const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`)
}
