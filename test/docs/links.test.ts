import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { pagePaths, readPage, root } from './pages.ts'

for (const path of pagePaths()) {
  test(`every link of ${path} leads somewhere`, () => {
    for (const { target, fragment } of linksOf(readPage(path))) {
      const file = target === '' ? path : join(dirname(path), target)
      assert.ok(!file.startsWith('..') && existsSync(join(root, file)), `${path}: ${target}`)
      if (!fragment) continue
      const anchors = headingsOf(readPage(file)).map(anchorOf)
      assert.ok(anchors.includes(fragment), `${path}: ${target}#${fragment}`)
    }
  })
}

function linksOf(text: string): readonly { target: string; fragment: string | undefined }[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(match => match[1] ?? '')
    .filter(link => !/^[a-z]+:/.test(link))
    .map(link => {
      const [target = '', fragment] = link.split('#')
      return { target, fragment }
    })
}

function headingsOf(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(match => match[1] ?? '')
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '')
}

/** As GitHub makes anchors of headings. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
