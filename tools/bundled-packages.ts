import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { RUNTIME_MODULE_ID } from 'rolldown'
import type { Component } from './bill-of-materials.ts'

/** A package as package-lock.json has it. */
export type LockedPackage = Required<Component>

export interface BundledPackage extends LockedPackage {
  /** The place that it is installed in. */
  readonly directory: string
}

/**
 * The packages of others that modules of a bundle are from, sorted by name; rolldown among them
 * where its helpers are in the bundle.
 *
 * @param root of the repository, with package-lock.json
 * @param modules the ids that rolldown gives the modules
 * @throws Error when what is installed is not what package-lock.json names
 */
export function bundledPackages(root: string, modules: readonly string[]): BundledPackage[] {
  const places = modules.flatMap(module => {
    if (module === RUNTIME_MODULE_ID) return join(root, 'node_modules/rolldown')
    return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module) ?? []
  })
  const packages = [...new Set(places)].map(directory => {
    const locked = lockedPackage(root, relative(root, directory))
    const installed = readJson(join(directory, 'package.json')) as { readonly version: string }
    if (installed.version !== locked.version) {
      throw new Error(
        `${locked.name} ${installed.version} is installed and ${locked.version} is locked: npm ci`,
      )
    }
    return { ...locked, directory }
  })
  return packages.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

/**
 * What package-lock.json says of a package.
 *
 * @param path where it is installed, such as `node_modules/yaml`
 * @throws Error when it is not there, or lacks a part
 */
export function lockedPackage(root: string, path: string): LockedPackage {
  const { packages } = readJson(join(root, 'package-lock.json')) as {
    readonly packages: Readonly<Record<string, Partial<LockedPackage>>>
  }
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const { version, license, integrity } = packages[path] ?? {}
  if (!version || !license || !integrity) {
    throw new Error(`package-lock.json has no version, licence and integrity of ${path}`)
  }
  return { name, version, license, integrity }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
