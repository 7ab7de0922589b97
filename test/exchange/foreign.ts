// Packages of other software, made up for the tests: what such software really does to nulls, numbers, order and addresses.

const id = (n: number) => `${String(n).padStart(8, '0')}-aaaa-4bbb-8ccc-000000000000`
const uri = (n: number) => `https://standards.example.org/uri/${id(n)}`
const at = '2021-08-01T10:00:00+00:00'
const link = (n: number, title: string) => ({ title, identifier: id(n), uri: uri(n) })
const child = (n: number, of: number, title: string, sequenceNumber: unknown = null) => ({
  identifier: id(100 + n),
  associationType: 'isChildOf',
  sequenceNumber,
  uri: uri(100 + n),
  originNodeURI: link(n, title),
  destinationNodeURI: link(of, 'its parent'),
  CFAssociationGroupingURI: null,
  lastChangeDateTime: at,
})

/**
 * State standards as a server of CASE 1.0 gives them: items out of order, nulls, two items of one code, an item without code,
 * one of two parents, one that hangs nowhere, links to other frameworks, a rubric whose scores are 1.0 and 1.
 */
export const stateStandards = JSON.stringify({
  CFDocument: {
    identifier: id(1),
    uri: uri(1),
    creator: 'Example State Department of Education',
    title: 'Example State Standards: Mathematics – Grade 3',
    lastChangeDateTime: at,
    officialSourceURL: null,
    subject: [],
    subjectURI: [],
    language: 'en',
    version: '',
    adoptionStatus: 'Adopted',
    statusStartDate: '2019-07-01',
    licenseURI: link(90, 'CC BY 4.0'),
    notes: 'Kept  as\r\nwritten ',
    CFPackageURI: link(1, 'the package'),
  },
  CFItems: [
    {
      identifier: id(4),
      uri: uri(4),
      fullStatement: 'Fluently add within 1,000.',
      humanCodingScheme: '3.NBT.A.2',
      listEnumeration: '2',
      CFItemType: 'Standard',
      educationLevel: ['03'],
      lastChangeDateTime: '2022-02-02T02:02:02.500Z',
    },
    {
      identifier: id(2),
      uri: uri(2),
      fullStatement: 'Number and operations',
      humanCodingScheme: '3.NBT',
      CFItemType: 'Domain',
      conceptKeywords: [],
      lastChangeDateTime: at,
    },
    {
      identifier: id(3),
      uri: uri(3),
      fullStatement: 'Round whole numbers',
      abbreviatedStatement: 'Rounding',
      humanCodingScheme: '3.NBT.A 1 (core)',
      notes: null,
      CFItemType: 'Standard',
      lastChangeDateTime: at,
    },
    {
      identifier: id(5),
      uri: uri(5),
      fullStatement: 'A note under nothing',
      alternativeLabel: '',
      lastChangeDateTime: at,
    },
    {
      identifier: id(6).toUpperCase(),
      uri: uri(6),
      fullStatement: 'Lượng giác',
      language: 'vi',
      humanCodingScheme: '3.NBT',
      CFItemType: '',
      lastChangeDateTime: at,
    },
  ],
  CFAssociations: [
    child(4, 2, 'add', 2),
    child(3, 2, 'round', 1),
    child(2, 1, 'number', 1),
    { ...child(6, 1, 'trig', 2), originNodeURI: { ...link(6, 'trig'), identifier: id(6) } },
    { ...child(6, 2, 'trig again', 7), identifier: id(150) },
    {
      ...child(4, 999, 'elsewhere'),
      identifier: id(151),
      associationType: 'exactMatchOf',
      destinationNodeURI: link(999, 'CCSS 3.NBT.2'),
    },
  ],
  CFDefinitions: {
    CFItemTypes: [],
    CFLicenses: [{ ...link(90, 'CC BY 4.0'), licenseText: '…', lastChangeDateTime: at }],
    CFSubjects: null,
  },
  CFRubrics: [
    {
      identifier: id(80),
      uri: uri(80),
      lastChangeDateTime: at,
      CFRubricCriteria: [
        {
          identifier: id(81),
          uri: uri(81),
          weight: 77001,
          lastChangeDateTime: at,
          CFRubricCriterionLevels: [
            { identifier: id(82), uri: uri(82), score: 77002, position: 1, lastChangeDateTime: at },
          ],
        },
      ],
    },
  ],
})
  .replace('77001', '1.0')
  .replace('77002', '2')

const base = 'https://case.example.net/ims/case/v1p1'
const server = (kind: string, n: number) => ({
  identifier: id(n),
  uri: `${base}/${kind}/${id(n)}`,
  lastChangeDateTime: at,
})

/** Course codes of CASE 1.1: extensions of others everywhere, translations, association types and targets of its own. */
export const courseCodes = JSON.stringify({
  CFDocument: {
    ...server('CFDocuments', 1),
    frameworkType: 'CourseCodes',
    caseVersion: '1.1',
    creator: 'Example Board',
    title: 'Course codes',
    version: '2024',
    extensions: { 'org.example': { level: 1, none: null, nothing: {} } },
  },
  CFItems: [
    {
      ...server('CFItems', 2),
      fullStatement: 'Algebra I',
      humanCodingScheme: '02052',
      subject: ['Mathematics'],
      extensions: {},
    },
    {
      ...server('CFItems', 3),
      fullStatement: 'Đại số I',
      language: 'vi',
      humanCodingScheme: '02052-vi',
      extensions: { 'org.example.credits': 77003 },
    },
  ],
  CFAssociations: [
    {
      ...server('CFAssociations', 10),
      associationType: 'isChildOf',
      sequenceNumber: 1,
      originNodeURI: { title: '02052 Algebra I', identifier: id(2), uri: `${base}/CFItems/${id(2)}` },
      destinationNodeURI: { title: 'Course codes', identifier: id(1), uri: `${base}/CFDocuments/${id(1)}` },
    },
    {
      ...server('CFAssociations', 11),
      associationType: 'isTranslationOf',
      originNodeURI: { ...link(3, 'vi'), targetType: 'CASE' },
      destinationNodeURI: link(2, 'en'),
      notes: '',
    },
    {
      ...server('CFAssociations', 12),
      associationType: 'ext:leads.to',
      originNodeURI: link(2, 'en'),
      destinationNodeURI: {
        title: 'a job',
        identifier: '15-1252',
        uri: 'https://onet.example.org/15-1252',
        targetType: 'ext:onet',
      },
      extensions: { 'org.example': [] },
    },
  ],
  extensions: { 'org.example': { exported: true, count: 77004 } },
  somethingNew: [null],
})
  .replace('77003', '0.50')
  .replace('77004', '12345678901234567890')
