// What is wrong with one case of a file, at its path inside that case, and what several imports say alike.
import { say, type Text } from '../../domain/text.ts'

export class CaseFault extends Error {
  readonly path: readonly PropertyKey[]
  readonly sentence: Text
  constructor(path: readonly PropertyKey[], sentence: Text) {
    super(sentence.vi)
    this.sentence = sentence
    this.path = path
  }
}

/** No school of that code, or none within reach: which of the two is not told. */
export const noSchool = (code: string): Text =>
  say(`Không có trường mã ${code} mà bạn nhập được.`, `There is no school ${code} that you can import.`)

export const twice = ({ vi, en }: Text): Text => say(`${vi} có hai lần trong tệp.`, `${en} is in the file twice.`)

export const toCome: Text = say('Thời điểm chưa tới.', 'That instant is still to come.')
