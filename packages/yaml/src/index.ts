export { appendToSequence } from './append.ts'
export {
  explainSchemaFaults,
  type SchemaFault,
  type SchemaNode,
} from './explain-schema-faults.ts'
export { loadYaml } from './load.ts'
export { parseYaml, type ParsedYaml, type YamlDocument, type YamlPath } from './parse.ts'
export { stringifyYaml, stringifyYamlDocuments, yamlScalar } from './stringify.ts'
