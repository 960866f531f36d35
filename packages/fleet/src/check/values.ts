import type { Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'
import { defaultCapacityNodes, defaultNodes } from '../resolve.ts'

/** Values that a schema allows one by one, and that together or in their context make no sense. */
export function checkValues(spec: Spec): Problem[] {
  return [
    ...checkReplicas(spec),
    ...checkRepository(spec),
    ...checkNodes(spec),
    ...checkOwners(spec),
    ...checkGroups(spec),
    ...checkDescriptions(spec),
    ...checkImages(spec),
  ]
}

function checkReplicas(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) =>
    value.spec.environments.flatMap(({ name, replicas }, i) =>
      !replicas || replicas.min <= replicas.max
        ? []
        : [
            {
              code: 'SPEC_REPLICAS',
              message: `${name} has at most ${replicas.max} replicas and at least ${replicas.min}`,
              location: source.locate(['spec', 'environments', i, 'replicas', 'max']),
              hint: `Raise max to ${replicas.min} or more, or lower min.`,
            },
          ],
    ),
  )
}

function checkRepository(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) => {
    const { url, revision = 'main' } = value.spec.repository
    const at = (field: string) => source.locate(['spec', 'repository', field])
    const problems: Problem[] = []
    if (!/^\S+$/.test(url)) {
      problems.push({
        code: 'SPEC_REPOSITORY',
        message: `${JSON.stringify(url)} is not a URL that Argo CD could clone`,
        location: at('url'),
        hint: 'Write it as https://github.com/acme/fleet.git.',
      })
    } else if (/^[a-z+]+:\/\/[^/@]*:[^/@]*@/i.test(url)) {
      problems.push({
        code: 'SPEC_REPOSITORY',
        message:
          'the URL of the repository carries a credential, which would be written to many files',
        location: at('url'),
        hint: 'Leave the credential out; Argo CD has it from a repository Secret.',
      })
    }
    if (!/^[\w][\w./-]*$/.test(revision)) {
      problems.push({
        code: 'SPEC_REPOSITORY',
        message: `${JSON.stringify(revision)} is not the name of a branch or tag`,
        location: at('revision'),
        hint: 'Write it as main or v1.2.0.',
      })
    }
    return problems
  })
}

/** A cluster cannot begin with more nodes than its range of pods is planned for. */
function checkNodes(spec: Spec): Problem[] {
  const capacity = spec.Fleet[0]?.value.spec.network.capacity?.nodes ?? defaultCapacityNodes
  return spec.Region.flatMap(({ value, source }) =>
    (value.spec.clusters ?? []).flatMap(
      ({ name, nodes = defaultNodes, nodeCapacity: most = capacity }, i) =>
        nodes <= most
          ? []
          : [
              {
                code: 'SPEC_NODES',
                message: `${name} has ${nodes} nodes, and is planned for ${most}`,
                location: source.locate(['spec', 'clusters', i, 'nodes']),
                hint: `Set nodeCapacity of the cluster to ${nodes} or more, or raise spec.network.capacity.nodes of the fleet before it is added.`,
              },
            ],
    ),
  )
}

/** Owners are written into CODEOWNERS, a line each. */
function checkOwners(spec: Spec): Problem[] {
  return spec.Team.flatMap(({ value, source }) =>
    (value.spec.owners ?? []).flatMap((owner, i) =>
      /^(@[\w.-]+(\/[\w.-]+)?|[^\s@]+@[^\s@]+)$/.test(owner)
        ? []
        : [
            {
              code: 'SPEC_OWNER',
              message: `${JSON.stringify(owner)} is not an owner`,
              location: source.locate(['spec', 'owners', i]),
              hint: 'Write @organisation/team, @person or an address.',
            },
          ],
    ),
  )
}

/** Groups are written into the policy of Argo CD, a line each. */
function checkGroups(spec: Spec): Problem[] {
  return spec.Team.flatMap(({ value, source }) =>
    (value.spec.groups ?? []).flatMap((group, i) =>
      isGroup(group)
        ? []
        : [
            {
              code: 'SPEC_GROUP',
              message: `${JSON.stringify(group)} is not a group`,
              location: source.locate(['spec', 'groups', i]),
              hint: 'Write it on one line, as the single sign-on names it, such as acme:payments.',
            },
          ],
    ),
  )
}

function isGroup(text: string): boolean {
  return text !== '' && text === text.trim() && !/\p{Cc}/u.test(text)
}

/** What an AppProject takes as its description, in characters. (argo-cd manifests/crds/appproject-crd.yaml) */
const longestDescription = 255

/** The description of a team is that of its projects, each with the name of the environment behind. */
function checkDescriptions(spec: Spec): Problem[] {
  const environments = spec.Fleet.flatMap(({ value }) => value.spec.environments)
  const behind = Math.max(0, ...environments.map(({ name }) => `, in ${name}`.length))
  const most = longestDescription - behind
  return spec.Team.flatMap(({ value, source }) => {
    const { length } = [...(value.spec.description ?? '')]
    if (length <= most) return []
    return [
      {
        code: 'SPEC_DESCRIPTION',
        message: `the description of ${value.metadata.name} has ${length} characters, and its projects in Argo CD take ${most}`,
        location: source.locate(['spec', 'description']),
        hint: `Shorten it to ${most} characters.`,
      },
    ]
  })
}

function checkImages(spec: Spec): Problem[] {
  return spec.Workload.flatMap(({ value, source }) =>
    value.spec.image === undefined || /^\S+$/.test(value.spec.image)
      ? []
      : [
          {
            code: 'SPEC_IMAGE',
            message: `${JSON.stringify(value.spec.image)} is not a container image`,
            location: source.locate(['spec', 'image']),
            hint: 'Write it as ghcr.io/acme/shop:1.2.3.',
          },
        ],
  )
}
