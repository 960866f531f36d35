import { apiGroupOf } from './api-group.ts'

interface Kind {
  readonly apiVersion: string
  readonly kind: string
}

/**
 * Kinds that take something with them which no sync brings back: data, all that lies in a
 * namespace, all objects of a kind, or a cluster. A StatefulSet is none: its claims outlive it. (Kubernetes docs: persistent volumes, reclaiming;
 * namespaces; custom resource definitions; Cluster API: deleting a Cluster; the docs of each
 * operator)
 */
const irreplaceable: readonly (readonly [group: string, kind: string])[] = [
  ['', 'Namespace'],
  ['', 'PersistentVolume'],
  ['', 'PersistentVolumeClaim'],
  ['acid.zalan.do', 'postgresql'],
  ['apiextensions.k8s.io', 'CustomResourceDefinition'],
  ['cassandra.datastax.com', 'CassandraDatacenter'],
  ['cluster.x-k8s.io', 'Cluster'],
  ['cluster.x-k8s.io', 'MachineDeployment'],
  ['elasticsearch.k8s.elastic.co', 'Elasticsearch'],
  ['kafka.strimzi.io', 'Kafka'],
  ['kafka.strimzi.io', 'KafkaTopic'],
  ['mysql.oracle.com', 'InnoDBCluster'],
  ['postgresql.cnpg.io', 'Cluster'],
  ['rabbitmq.com', 'RabbitmqCluster'],
  ['redis.redis.opstreelabs.in', 'RedisCluster'],
  ['snapshot.storage.k8s.io', 'VolumeSnapshot'],
]

/** Whether something goes with an object of this kind that no sync brings back. */
export function isIrreplaceable({ apiVersion, kind }: Kind): boolean {
  const group = apiGroupOf(apiVersion)
  return irreplaceable.some(row => row[0] === group && row[1] === kind)
}
