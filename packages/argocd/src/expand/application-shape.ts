import type { Shape } from './shape.ts'

/*
 * The fields of an Application and of the template of an ApplicationSet, in the order of Argo CD's
 * own types (pkg/apis/application/v1alpha1/types.go, v3.6). Rendering follows that order.
 */

const string = 'string'
const boolean = 'boolean'
const integer = 'integer'
const texts: Shape = { map: string }
const names: Shape = { list: string }

const helm: Shape = {
  fields: {
    valueFiles: names,
    parameters: { list: { fields: { name: string, value: string, forceString: boolean } } },
    releaseName: string,
    values: string,
    fileParameters: { list: { fields: { name: string, path: string } } },
    version: string,
    passCredentials: boolean,
    ignoreMissingValueFiles: boolean,
    skipCrds: boolean,
    valuesObject: 'json',
    namespace: string,
    kubeVersion: string,
    apiVersions: names,
    skipTests: boolean,
    skipSchemaValidation: boolean,
  },
}

const kustomize: Shape = {
  fields: {
    namePrefix: string,
    nameSuffix: string,
    images: names,
    commonLabels: texts,
    version: string,
    commonAnnotations: texts,
    forceCommonLabels: boolean,
    forceCommonAnnotations: boolean,
    namespace: string,
    commonAnnotationsEnvsubst: boolean,
    replicas: { list: { fields: { name: string, count: 'string or integer' } } },
    patches: {
      list: {
        fields: {
          path: string,
          patch: string,
          target: {
            fields: {
              group: string,
              version: string,
              kind: string,
              name: string,
              namespace: string,
              annotationSelector: string,
              labelSelector: string,
            },
          },
          options: { map: boolean },
        },
      },
    },
    components: names,
    ignoreMissingComponents: boolean,
    labelWithoutSelector: boolean,
    kubeVersion: string,
    apiVersions: names,
    labelIncludeTemplates: boolean,
  },
}

const jsonnetVariables: Shape = { list: { fields: { name: string, value: string, code: boolean } } }

const directory: Shape = {
  fields: {
    recurse: boolean,
    jsonnet: { fields: { extVars: jsonnetVariables, tlas: jsonnetVariables, libs: names } },
    exclude: string,
    include: string,
    disableExtensionFilter: boolean,
  },
}

const pairs: Shape = { list: { fields: { name: string, value: string } } }

const plugin: Shape = {
  fields: {
    name: string,
    env: pairs,
    parameters: { list: { fields: { name: string, string, map: texts, array: names } } },
  },
}

const source: Shape = {
  fields: {
    repoURL: string,
    path: string,
    targetRevision: string,
    helm,
    kustomize,
    directory,
    plugin,
    chart: string,
    ref: string,
    name: string,
    tagPrefix: string,
  },
}

const spec: Shape = {
  fields: {
    source,
    destination: { fields: { server: string, namespace: string, name: string } },
    project: string,
    syncPolicy: {
      fields: {
        automated: {
          fields: { prune: boolean, selfHeal: boolean, allowEmpty: boolean, enabled: boolean },
        },
        syncOptions: names,
        retry: {
          fields: {
            limit: integer,
            backoff: { fields: { duration: string, factor: integer, maxDuration: string } },
            refresh: boolean,
          },
        },
        managedNamespaceMetadata: { fields: { labels: texts, annotations: texts } },
      },
    },
    ignoreDifferences: {
      list: {
        fields: {
          group: string,
          kind: string,
          name: string,
          namespace: string,
          jsonPointers: names,
          jqPathExpressions: names,
          managedFieldsManagers: names,
        },
      },
    },
    info: pairs,
    revisionHistoryLimit: integer,
    sources: { list: source },
    sourceHydrator: {
      fields: {
        drySource: {
          fields: {
            repoURL: string,
            targetRevision: string,
            path: string,
            helm,
            kustomize,
            directory,
            plugin,
          },
        },
        syncSource: { fields: { targetBranch: string, path: string, repoURL: string } },
        hydrateTo: { fields: { targetBranch: string } },
      },
    },
  },
}

/** `spec.template` of an ApplicationSet, and the `template` of a generator. */
export const templateShape: Shape = {
  fields: {
    metadata: {
      fields: {
        name: string,
        namespace: string,
        labels: texts,
        annotations: texts,
        finalizers: names,
      },
    },
    spec,
  },
}

export const applicationShape: Shape = {
  fields: {
    kind: string,
    apiVersion: string,
    metadata: {
      fields: {
        name: string,
        generateName: string,
        namespace: string,
        labels: texts,
        annotations: texts,
        ownerReferences: { list: 'json' },
        // The one list of an Application that a patch adds to.
        finalizers: { list: string, merges: true },
      },
    },
    spec,
    status: 'json',
    operation: 'json',
  },
}
