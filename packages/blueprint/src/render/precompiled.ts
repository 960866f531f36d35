import type Handlebars from 'handlebars'

type TemplateSpecification = Parameters<typeof Handlebars.template>[0]

/**
 * Templates that were compiled when the package was built, by their text. Empty in a checkout:
 * there they are compiled when they are used, which takes longer than the rest of a small run.
 * The package build puts a module with all of our templates in the place of this one.
 */
export const precompiled: ReadonlyMap<string, TemplateSpecification> = new Map()
