// The words of pages for the parts of a criteria set.
import { say, type Text } from '../../domain/text.ts'

const kinds: Readonly<Record<string, Text>> = {
  school: say('Trường', 'School'),
  area: say('Lĩnh vực', 'Area'),
  domain: say('Lĩnh vực', 'Domain'),
  standard: say('Tiêu chuẩn', 'Standard'),
  criterion: say('Tiêu chí', 'Criterion'),
  indicator: say('Chỉ báo', 'Indicator'),
  item: say('Nội dung mức 4', 'Level-4 item'),
  node: say('Mục', 'Node'),
}

export function kindOfNode(kind: string): Text {
  return kinds[kind] ?? say(kind, kind)
}
