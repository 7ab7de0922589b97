// What of a template becomes a tree, and what is refused.
import { describe, expect, it } from 'vitest'
import { readTree } from './read-tree.ts'
import { textOf } from './tree.ts'

describe('a filled template', () => {
  it.each([
    ['<div>x</div>', 'thẻ <div>'],
    ['<p><img src="x"></p>', 'thẻ <img>'],
    ['<script>alert(1)</script>', 'thẻ <script>'],
    ['<p style="color:red">x</p>', 'thuộc tính "style" của <p>'],
    ['<p onclick="x()">x</p>', 'thuộc tính "onclick" của <p>'],
    ['<p class="fancy">x</p>', 'lớp "fancy" của <p>'],
    ['<p><a href="javascript:alert(1)">x</a></p>', 'liên kết "javascript:alert(1)"'],
    ['<p><a href=" data:text/html,x">x</a></p>', 'liên kết " data:text/html,x"'],
    ['chữ rơi ngoài đoạn', 'chữ nằm ngoài đoạn văn: “chữ rơi ngoài đoạn”'],
    ['<p>một <ul><li>hai</li></ul></p>x', 'chữ nằm ngoài đoạn văn'],
    ['<ul><li><table></table></li></ul>', 'thẻ <table> bên trong một đoạn văn'],
  ])('is refused for %s', (html, said) => {
    expect(() => readTree(html)).toThrow(said)
  })

  it('shows white space as a browser does, keeps no-break spaces and line breaks', () => {
    const [block] = readTree('<p>\n một <strong> hai</strong>\n<em>ba </em><br> bốn\u00A0năm </p>')
    expect(block?.kind === 'paragraph' && block.runs).toEqual([
      { text: 'một ' },
      { text: 'hai', strong: true },
      { text: ' ' },
      { text: 'ba', em: true },
      { text: '\n' },
      { text: 'bốn\u00A0năm' },
    ])
  })

  it('leads no link to a place it does not have', () => {
    const [block] = readTree(
      '<p><a href="#mc-1">có</a> <a href="#mc-2">không</a></p><table><caption>B</caption><tbody><tr id="mc-1"><td>x</td></tr></tbody></table>',
    )
    expect(block?.kind === 'paragraph' && block.runs.map(({ href }) => href ?? null)).toEqual(['#mc-1', null, null])
  })

  it('counts tables that have no number of their form, and headings without the title', () => {
    const table = (caption: string) => `<table><caption>${caption}</caption><tbody><tr><td>x</td></tr></tbody></table>`
    const blocks = readTree(`<h1>T</h1><h2>A</h2>${table('Một')}${table('2a. Hai')}<h3>B</h3>${table('Ba')}`)
    expect(blocks.flatMap((block) => (block.kind === 'table' ? [[textOf(block.caption), block.number]] : []))).toEqual([
      ['Một', 1],
      ['2a. Hai', null],
      ['Ba', 2],
    ])
    expect(blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []))).toEqual(['', 'muc-1', 'muc-2'])
  })

  it('keeps a signature with the paragraph before it', () => {
    const [kept] = readTree(
      '<p>Trân trọng./.</p><section class="signature"><section class="recipients"></section><section class="signer"><p>HIỆU TRƯỞNG</p></section></section>',
    )
    expect(kept?.kind === 'paragraph' && kept.looks).toEqual(['keep'])
  })
})
