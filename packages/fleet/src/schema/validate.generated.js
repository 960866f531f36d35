// Generated from src/spec by `npm run schema`.
"use strict";
export const Fleet = validate20;
const schema31 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"bulkhead.dev/v1alpha1"},"kind":{"type":"string","const":"Fleet"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","description":"The name of this fleet, unique among its kind."}},"additionalProperties":false,"description":"What identifies the document."},"spec":{"type":"object","required":["repository","environments","network"],"properties":{"repository":{"type":"object","required":["url"],"properties":{"url":{"type":"string","description":"The URL that Argo CD clones this repository from."},"revision":{"type":"string","description":"The branch or tag that Argo CD follows. Default: main."}},"additionalProperties":false,"description":"This repository, as Argo CD sees it."},"environments":{"type":"array","items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","description":"For example staging or production."},"protected":{"type":"boolean","description":"Deletions here need a person: Applications are never removed automatically. Default: false."},"replicas":{"type":"object","required":["min","max"],"properties":{"min":{"type":"integer","minimum":1,"description":"Replicas when idle."},"max":{"type":"integer","minimum":1,"description":"Replicas at most."}},"additionalProperties":false,"description":"The range that each workload scales in. Default: 3 to 10 where protected, otherwise 1 to 3."}},"additionalProperties":false,"description":"A stage of promotion."},"minItems":1,"description":"In promotion order; each is a rollout wave."},"network":{"type":"object","required":["pools"],"properties":{"model":{"anyOf":[{"type":"string","const":"flat"},{"type":"string","const":"island"}],"description":"flat: every pod is routable and all ranges are disjoint. island: pod ranges may repeat and gateways join the clusters. Default: flat."},"pools":{"type":"object","patternProperties":{"^.*$":{"type":"object","required":["cidr"],"properties":{"cidr":{"type":"string","description":"The range that its regions share, such as 10.0.0.0/8."},"block":{"type":"string","description":"The size of the block that each region takes. Default: /13."}},"additionalProperties":false,"description":"A pool of addresses."}},"description":"Where regions take their blocks from. A region uses the pool named region unless it names another."},"reserved":{"type":"array","items":{"type":"object","required":["cidr","reason"],"properties":{"cidr":{"type":"string","description":"A range that is never allocated."},"reason":{"type":"string","description":"Who uses it, or why it must stay free."}},"additionalProperties":false,"description":"A reserved range."},"description":"Ranges that exist already, on-premises or in other networks. Default: none."},"capacity":{"type":"object","properties":{"clusters":{"type":"integer","minimum":1,"description":"Clusters that one region can hold. Default: 4."},"nodes":{"type":"integer","minimum":1,"description":"Nodes that one cluster can hold. Default: 250."},"zones":{"type":"integer","minimum":1,"description":"Zones that one region can grow to. Default: 8."}},"additionalProperties":false,"description":"What each region must be able to hold. Sizes follow from it, and existing allocations keep theirs."},"mesh":{"type":"object","properties":{"enabled":{"type":"boolean","description":"Whether clusters take an id for the mesh that joins them. Default: true."},"maxConnectedClusters":{"anyOf":[{"type":"number","const":255},{"type":"number","const":511}],"description":"How many clusters one Cilium mesh can join. Cannot be changed on a live mesh. Default: 255."}},"additionalProperties":false,"description":"The cluster mesh."}},"additionalProperties":false,"description":"Address planning."},"gitops":{"type":"object","properties":{"argocd":{"type":"object","properties":{"topology":{"anyOf":[{"type":"string","const":"hub"},{"type":"string","const":"regional"},{"type":"string","const":"cluster"}],"description":"Where Argo CD runs, and so what its loss takes down. Default: hub."},"namespace":{"type":"string","description":"The namespace that Argo CD runs in. Default: argocd."}},"additionalProperties":false,"description":"Argo CD."}},"additionalProperties":false,"description":"Delivery."},"systems":{"type":"array","items":{"type":"string"},"description":"The systems that every cluster runs: each is the name of a pack. Default: none."},"options":{"type":"object","patternProperties":{"^.*$":{"type":"object","patternProperties":{"^.*$":{}}}},"description":"Options of packs, by the name of the pack. Each pack states what it takes."}},"additionalProperties":false,"description":"The fleet."}},"additionalProperties":false,"description":"A fleet of Kubernetes clusters."};
const pattern4 = new RegExp("^.*$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("bulkhead.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "bulkhead.dev/v1alpha1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Fleet" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Fleet"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
if(typeof data2.name !== "string"){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.repository === undefined){
const err13 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "repository"},message:"must have required property '"+"repository"+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.environments === undefined){
const err14 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "environments"},message:"must have required property '"+"environments"+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4.network === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "network"},message:"must have required property '"+"network"+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 in data4){
if(!((((((key2 === "repository") || (key2 === "environments")) || (key2 === "network")) || (key2 === "gitops")) || (key2 === "systems")) || (key2 === "options"))){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.repository !== undefined){
let data5 = data4.repository;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.url === undefined){
const err17 = {instancePath:instancePath+"/spec/repository",schemaPath:"#/properties/spec/properties/repository/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key3 in data5){
if(!((key3 === "url") || (key3 === "revision"))){
const err18 = {instancePath:instancePath+"/spec/repository",schemaPath:"#/properties/spec/properties/repository/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data5.url !== undefined){
if(typeof data5.url !== "string"){
const err19 = {instancePath:instancePath+"/spec/repository/url",schemaPath:"#/properties/spec/properties/repository/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data5.revision !== undefined){
if(typeof data5.revision !== "string"){
const err20 = {instancePath:instancePath+"/spec/repository/revision",schemaPath:"#/properties/spec/properties/repository/properties/revision/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/spec/repository",schemaPath:"#/properties/spec/properties/repository/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data4.environments !== undefined){
let data8 = data4.environments;
if(Array.isArray(data8)){
if(data8.length < 1){
const err22 = {instancePath:instancePath+"/spec/environments",schemaPath:"#/properties/spec/properties/environments/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.name === undefined){
const err23 = {instancePath:instancePath+"/spec/environments/" + i0,schemaPath:"#/properties/spec/properties/environments/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
for(const key4 in data9){
if(!(((key4 === "name") || (key4 === "protected")) || (key4 === "replicas"))){
const err24 = {instancePath:instancePath+"/spec/environments/" + i0,schemaPath:"#/properties/spec/properties/environments/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data9.name !== undefined){
if(typeof data9.name !== "string"){
const err25 = {instancePath:instancePath+"/spec/environments/" + i0+"/name",schemaPath:"#/properties/spec/properties/environments/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data9.protected !== undefined){
if(typeof data9.protected !== "boolean"){
const err26 = {instancePath:instancePath+"/spec/environments/" + i0+"/protected",schemaPath:"#/properties/spec/properties/environments/items/properties/protected/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data9.replicas !== undefined){
let data12 = data9.replicas;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.min === undefined){
const err27 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data12.max === undefined){
const err28 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
for(const key5 in data12){
if(!((key5 === "min") || (key5 === "max"))){
const err29 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.min !== undefined){
let data13 = data12.min;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err30 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas/min",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/properties/min/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
const err31 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas/min",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/properties/min/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
if(data12.max !== undefined){
let data14 = data12.max;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err32 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas/max",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
const err33 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas/max",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
}
else {
const err34 = {instancePath:instancePath+"/spec/environments/" + i0+"/replicas",schemaPath:"#/properties/spec/properties/environments/items/properties/replicas/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/spec/environments/" + i0,schemaPath:"#/properties/spec/properties/environments/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/spec/environments",schemaPath:"#/properties/spec/properties/environments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data4.network !== undefined){
let data15 = data4.network;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.pools === undefined){
const err37 = {instancePath:instancePath+"/spec/network",schemaPath:"#/properties/spec/properties/network/required",keyword:"required",params:{missingProperty: "pools"},message:"must have required property '"+"pools"+"'"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key6 in data15){
if(!(((((key6 === "model") || (key6 === "pools")) || (key6 === "reserved")) || (key6 === "capacity")) || (key6 === "mesh"))){
const err38 = {instancePath:instancePath+"/spec/network",schemaPath:"#/properties/spec/properties/network/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data15.model !== undefined){
let data16 = data15.model;
const _errs41 = errors;
let valid9 = false;
const _errs42 = errors;
if(typeof data16 !== "string"){
const err39 = {instancePath:instancePath+"/spec/network/model",schemaPath:"#/properties/spec/properties/network/properties/model/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if("flat" !== data16){
const err40 = {instancePath:instancePath+"/spec/network/model",schemaPath:"#/properties/spec/properties/network/properties/model/anyOf/0/const",keyword:"const",params:{allowedValue: "flat"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
var _valid0 = _errs42 === errors;
valid9 = valid9 || _valid0;
const _errs44 = errors;
if(typeof data16 !== "string"){
const err41 = {instancePath:instancePath+"/spec/network/model",schemaPath:"#/properties/spec/properties/network/properties/model/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if("island" !== data16){
const err42 = {instancePath:instancePath+"/spec/network/model",schemaPath:"#/properties/spec/properties/network/properties/model/anyOf/1/const",keyword:"const",params:{allowedValue: "island"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
var _valid0 = _errs44 === errors;
valid9 = valid9 || _valid0;
if(!valid9){
const err43 = {instancePath:instancePath+"/spec/network/model",schemaPath:"#/properties/spec/properties/network/properties/model/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
else {
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
}
}
if(data15.pools !== undefined){
let data17 = data15.pools;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
var props0 = {};
for(const key7 in data17){
if(pattern4.test(key7)){
let data18 = data17[key7];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.cidr === undefined){
const err44 = {instancePath:instancePath+"/spec/network/pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/network/properties/pools/patternProperties/%5E.*%24/required",keyword:"required",params:{missingProperty: "cidr"},message:"must have required property '"+"cidr"+"'"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key8 in data18){
if(!((key8 === "cidr") || (key8 === "block"))){
const err45 = {instancePath:instancePath+"/spec/network/pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/network/properties/pools/patternProperties/%5E.*%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data18.cidr !== undefined){
if(typeof data18.cidr !== "string"){
const err46 = {instancePath:instancePath+"/spec/network/pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/cidr",schemaPath:"#/properties/spec/properties/network/properties/pools/patternProperties/%5E.*%24/properties/cidr/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data18.block !== undefined){
if(typeof data18.block !== "string"){
const err47 = {instancePath:instancePath+"/spec/network/pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/block",schemaPath:"#/properties/spec/properties/network/properties/pools/patternProperties/%5E.*%24/properties/block/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/spec/network/pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/network/properties/pools/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
props0[key7] = true;
}
}
}
else {
const err49 = {instancePath:instancePath+"/spec/network/pools",schemaPath:"#/properties/spec/properties/network/properties/pools/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data15.reserved !== undefined){
let data21 = data15.reserved;
if(Array.isArray(data21)){
const len1 = data21.length;
for(let i1=0; i1<len1; i1++){
let data22 = data21[i1];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.cidr === undefined){
const err50 = {instancePath:instancePath+"/spec/network/reserved/" + i1,schemaPath:"#/properties/spec/properties/network/properties/reserved/items/required",keyword:"required",params:{missingProperty: "cidr"},message:"must have required property '"+"cidr"+"'"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data22.reason === undefined){
const err51 = {instancePath:instancePath+"/spec/network/reserved/" + i1,schemaPath:"#/properties/spec/properties/network/properties/reserved/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
for(const key9 in data22){
if(!((key9 === "cidr") || (key9 === "reason"))){
const err52 = {instancePath:instancePath+"/spec/network/reserved/" + i1,schemaPath:"#/properties/spec/properties/network/properties/reserved/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data22.cidr !== undefined){
if(typeof data22.cidr !== "string"){
const err53 = {instancePath:instancePath+"/spec/network/reserved/" + i1+"/cidr",schemaPath:"#/properties/spec/properties/network/properties/reserved/items/properties/cidr/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data22.reason !== undefined){
if(typeof data22.reason !== "string"){
const err54 = {instancePath:instancePath+"/spec/network/reserved/" + i1+"/reason",schemaPath:"#/properties/spec/properties/network/properties/reserved/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/spec/network/reserved/" + i1,schemaPath:"#/properties/spec/properties/network/properties/reserved/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/spec/network/reserved",schemaPath:"#/properties/spec/properties/network/properties/reserved/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data15.capacity !== undefined){
let data25 = data15.capacity;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key10 in data25){
if(!(((key10 === "clusters") || (key10 === "nodes")) || (key10 === "zones"))){
const err57 = {instancePath:instancePath+"/spec/network/capacity",schemaPath:"#/properties/spec/properties/network/properties/capacity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data25.clusters !== undefined){
let data26 = data25.clusters;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err58 = {instancePath:instancePath+"/spec/network/capacity/clusters",schemaPath:"#/properties/spec/properties/network/properties/capacity/properties/clusters/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 1 || isNaN(data26)){
const err59 = {instancePath:instancePath+"/spec/network/capacity/clusters",schemaPath:"#/properties/spec/properties/network/properties/capacity/properties/clusters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
if(data25.nodes !== undefined){
let data27 = data25.nodes;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err60 = {instancePath:instancePath+"/spec/network/capacity/nodes",schemaPath:"#/properties/spec/properties/network/properties/capacity/properties/nodes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 < 1 || isNaN(data27)){
const err61 = {instancePath:instancePath+"/spec/network/capacity/nodes",schemaPath:"#/properties/spec/properties/network/properties/capacity/properties/nodes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
if(data25.zones !== undefined){
let data28 = data25.zones;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err62 = {instancePath:instancePath+"/spec/network/capacity/zones",schemaPath:"#/properties/spec/properties/network/properties/capacity/properties/zones/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 < 1 || isNaN(data28)){
const err63 = {instancePath:instancePath+"/spec/network/capacity/zones",schemaPath:"#/properties/spec/properties/network/properties/capacity/properties/zones/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
}
else {
const err64 = {instancePath:instancePath+"/spec/network/capacity",schemaPath:"#/properties/spec/properties/network/properties/capacity/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data15.mesh !== undefined){
let data29 = data15.mesh;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key11 in data29){
if(!((key11 === "enabled") || (key11 === "maxConnectedClusters"))){
const err65 = {instancePath:instancePath+"/spec/network/mesh",schemaPath:"#/properties/spec/properties/network/properties/mesh/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data29.enabled !== undefined){
if(typeof data29.enabled !== "boolean"){
const err66 = {instancePath:instancePath+"/spec/network/mesh/enabled",schemaPath:"#/properties/spec/properties/network/properties/mesh/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data29.maxConnectedClusters !== undefined){
let data31 = data29.maxConnectedClusters;
const _errs79 = errors;
let valid17 = false;
const _errs80 = errors;
if(!((typeof data31 == "number") && (isFinite(data31)))){
const err67 = {instancePath:instancePath+"/spec/network/mesh/maxConnectedClusters",schemaPath:"#/properties/spec/properties/network/properties/mesh/properties/maxConnectedClusters/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(255 !== data31){
const err68 = {instancePath:instancePath+"/spec/network/mesh/maxConnectedClusters",schemaPath:"#/properties/spec/properties/network/properties/mesh/properties/maxConnectedClusters/anyOf/0/const",keyword:"const",params:{allowedValue: 255},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
var _valid1 = _errs80 === errors;
valid17 = valid17 || _valid1;
const _errs82 = errors;
if(!((typeof data31 == "number") && (isFinite(data31)))){
const err69 = {instancePath:instancePath+"/spec/network/mesh/maxConnectedClusters",schemaPath:"#/properties/spec/properties/network/properties/mesh/properties/maxConnectedClusters/anyOf/1/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(511 !== data31){
const err70 = {instancePath:instancePath+"/spec/network/mesh/maxConnectedClusters",schemaPath:"#/properties/spec/properties/network/properties/mesh/properties/maxConnectedClusters/anyOf/1/const",keyword:"const",params:{allowedValue: 511},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
var _valid1 = _errs82 === errors;
valid17 = valid17 || _valid1;
if(!valid17){
const err71 = {instancePath:instancePath+"/spec/network/mesh/maxConnectedClusters",schemaPath:"#/properties/spec/properties/network/properties/mesh/properties/maxConnectedClusters/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
else {
errors = _errs79;
if(vErrors !== null){
if(_errs79){
vErrors.length = _errs79;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err72 = {instancePath:instancePath+"/spec/network/mesh",schemaPath:"#/properties/spec/properties/network/properties/mesh/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/spec/network",schemaPath:"#/properties/spec/properties/network/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data4.gitops !== undefined){
let data32 = data4.gitops;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
for(const key12 in data32){
if(!(key12 === "argocd")){
const err74 = {instancePath:instancePath+"/spec/gitops",schemaPath:"#/properties/spec/properties/gitops/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data32.argocd !== undefined){
let data33 = data32.argocd;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key13 in data33){
if(!((key13 === "topology") || (key13 === "namespace"))){
const err75 = {instancePath:instancePath+"/spec/gitops/argocd",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data33.topology !== undefined){
let data34 = data33.topology;
const _errs91 = errors;
let valid20 = false;
const _errs92 = errors;
if(typeof data34 !== "string"){
const err76 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if("hub" !== data34){
const err77 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf/0/const",keyword:"const",params:{allowedValue: "hub"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
var _valid2 = _errs92 === errors;
valid20 = valid20 || _valid2;
const _errs94 = errors;
if(typeof data34 !== "string"){
const err78 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if("regional" !== data34){
const err79 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf/1/const",keyword:"const",params:{allowedValue: "regional"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
var _valid2 = _errs94 === errors;
valid20 = valid20 || _valid2;
const _errs96 = errors;
if(typeof data34 !== "string"){
const err80 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf/2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if("cluster" !== data34){
const err81 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf/2/const",keyword:"const",params:{allowedValue: "cluster"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
var _valid2 = _errs96 === errors;
valid20 = valid20 || _valid2;
if(!valid20){
const err82 = {instancePath:instancePath+"/spec/gitops/argocd/topology",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/topology/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
else {
errors = _errs91;
if(vErrors !== null){
if(_errs91){
vErrors.length = _errs91;
}
else {
vErrors = null;
}
}
}
}
if(data33.namespace !== undefined){
if(typeof data33.namespace !== "string"){
const err83 = {instancePath:instancePath+"/spec/gitops/argocd/namespace",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/spec/gitops/argocd",schemaPath:"#/properties/spec/properties/gitops/properties/argocd/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
else {
const err85 = {instancePath:instancePath+"/spec/gitops",schemaPath:"#/properties/spec/properties/gitops/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data4.systems !== undefined){
let data36 = data4.systems;
if(Array.isArray(data36)){
const len2 = data36.length;
for(let i2=0; i2<len2; i2++){
if(typeof data36[i2] !== "string"){
const err86 = {instancePath:instancePath+"/spec/systems/" + i2,schemaPath:"#/properties/spec/properties/systems/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/spec/systems",schemaPath:"#/properties/spec/properties/systems/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data4.options !== undefined){
let data38 = data4.options;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
var props1 = {};
for(const key14 in data38){
if(pattern4.test(key14)){
let data39 = data38[key14];
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
var props2 = {};
for(const key15 in data39){
if(pattern4.test(key15)){
props2[key15] = true;
}
}
}
else {
const err88 = {instancePath:instancePath+"/spec/options/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/options/patternProperties/%5E.*%24/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
props1[key14] = true;
}
}
}
else {
const err89 = {instancePath:instancePath+"/spec/options",schemaPath:"#/properties/spec/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
else {
const err91 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const Region = validate21;
const schema32 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"bulkhead.dev/v1alpha1"},"kind":{"type":"string","const":"Region"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","description":"The name of this region, unique among its kind."}},"additionalProperties":false,"description":"What identifies the document."},"spec":{"type":"object","required":["provider"],"properties":{"provider":{"type":"string","description":"The cloud, such as aws, or kind for local clusters."},"zones":{"type":"array","items":{"type":"string"},"description":"The availability zones in use. Default: none, as for local clusters."},"pool":{"type":"string","description":"The pool that its block comes from. Default: region."},"residency":{"type":"string","description":"Where data must stay, such as eu. Default: anywhere."},"clusters":{"type":"array","items":{"type":"object","required":["name","environment"],"properties":{"name":{"type":"string","description":"Unique in the whole fleet, at most 32 characters."},"environment":{"type":"string","description":"One of the environments of the fleet."},"bootstrap":{"type":"string","description":"How the cluster comes to be: cluster-api, kind, or what a pack adds. Default: what suits the provider."},"kubernetesVersion":{"type":"string","description":"Such as 1.35.0. Default: 1.35.0."},"nodes":{"type":"integer","minimum":1,"description":"Worker nodes to begin with. Default: 3."}},"additionalProperties":false,"description":"A cluster."},"description":"The clusters of this region. Default: none."}},"additionalProperties":false,"description":"A region."}},"additionalProperties":false,"description":"A region and its clusters."};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("bulkhead.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "bulkhead.dev/v1alpha1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Region" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Region"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
if(typeof data2.name !== "string"){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.provider === undefined){
const err13 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "provider"},message:"must have required property '"+"provider"+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key2 in data4){
if(!(((((key2 === "provider") || (key2 === "zones")) || (key2 === "pool")) || (key2 === "residency")) || (key2 === "clusters"))){
const err14 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.provider !== undefined){
if(typeof data4.provider !== "string"){
const err15 = {instancePath:instancePath+"/spec/provider",schemaPath:"#/properties/spec/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.zones !== undefined){
let data6 = data4.zones;
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
if(typeof data6[i0] !== "string"){
const err16 = {instancePath:instancePath+"/spec/zones/" + i0,schemaPath:"#/properties/spec/properties/zones/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/spec/zones",schemaPath:"#/properties/spec/properties/zones/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.pool !== undefined){
if(typeof data4.pool !== "string"){
const err18 = {instancePath:instancePath+"/spec/pool",schemaPath:"#/properties/spec/properties/pool/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.residency !== undefined){
if(typeof data4.residency !== "string"){
const err19 = {instancePath:instancePath+"/spec/residency",schemaPath:"#/properties/spec/properties/residency/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.clusters !== undefined){
let data10 = data4.clusters;
if(Array.isArray(data10)){
const len1 = data10.length;
for(let i1=0; i1<len1; i1++){
let data11 = data10[i1];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.name === undefined){
const err20 = {instancePath:instancePath+"/spec/clusters/" + i1,schemaPath:"#/properties/spec/properties/clusters/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data11.environment === undefined){
const err21 = {instancePath:instancePath+"/spec/clusters/" + i1,schemaPath:"#/properties/spec/properties/clusters/items/required",keyword:"required",params:{missingProperty: "environment"},message:"must have required property '"+"environment"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key3 in data11){
if(!(((((key3 === "name") || (key3 === "environment")) || (key3 === "bootstrap")) || (key3 === "kubernetesVersion")) || (key3 === "nodes"))){
const err22 = {instancePath:instancePath+"/spec/clusters/" + i1,schemaPath:"#/properties/spec/properties/clusters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data11.name !== undefined){
if(typeof data11.name !== "string"){
const err23 = {instancePath:instancePath+"/spec/clusters/" + i1+"/name",schemaPath:"#/properties/spec/properties/clusters/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data11.environment !== undefined){
if(typeof data11.environment !== "string"){
const err24 = {instancePath:instancePath+"/spec/clusters/" + i1+"/environment",schemaPath:"#/properties/spec/properties/clusters/items/properties/environment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data11.bootstrap !== undefined){
if(typeof data11.bootstrap !== "string"){
const err25 = {instancePath:instancePath+"/spec/clusters/" + i1+"/bootstrap",schemaPath:"#/properties/spec/properties/clusters/items/properties/bootstrap/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data11.kubernetesVersion !== undefined){
if(typeof data11.kubernetesVersion !== "string"){
const err26 = {instancePath:instancePath+"/spec/clusters/" + i1+"/kubernetesVersion",schemaPath:"#/properties/spec/properties/clusters/items/properties/kubernetesVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data11.nodes !== undefined){
let data16 = data11.nodes;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err27 = {instancePath:instancePath+"/spec/clusters/" + i1+"/nodes",schemaPath:"#/properties/spec/properties/clusters/items/properties/nodes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
const err28 = {instancePath:instancePath+"/spec/clusters/" + i1+"/nodes",schemaPath:"#/properties/spec/properties/clusters/items/properties/nodes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
}
else {
const err29 = {instancePath:instancePath+"/spec/clusters/" + i1,schemaPath:"#/properties/spec/properties/clusters/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/spec/clusters",schemaPath:"#/properties/spec/properties/clusters/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const Workload = validate22;
const schema33 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"bulkhead.dev/v1alpha1"},"kind":{"type":"string","const":"Workload"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","description":"The name of this workload, unique among its kind."}},"additionalProperties":false,"description":"What identifies the document."},"spec":{"type":"object","required":["team"],"properties":{"tier":{"anyOf":[{"type":"number","const":1},{"type":"number","const":2},{"type":"number","const":3}],"description":"1 must survive the loss of a region, 2 of a cluster, 3 of a zone. Default: 3."},"team":{"type":"string","description":"The team that owns it."},"namespace":{"type":"string","description":"Default: the name of the workload."},"image":{"type":"string","description":"The container image. Default: <fleet>/<workload>:0.1.0."},"port":{"type":"integer","minimum":1,"maximum":65535,"description":"The port it serves. Default: 8080."},"placement":{"type":"object","properties":{"environments":{"type":"array","items":{"type":"string"},"description":"Default: every environment."},"regions":{"type":"array","items":{"type":"string"},"description":"Default: every region."}},"additionalProperties":false,"description":"Which clusters run it: those in one of the environments and one of the regions."},"state":{"type":"object","required":["pattern"],"properties":{"pattern":{"anyOf":[{"type":"string","const":"stateless"},{"type":"string","const":"active-passive"},{"type":"string","const":"active-active"}],"description":"How its data is spread."},"primary":{"type":"string","description":"The region that is active, for active-passive."},"rpo":{"type":"string","description":"The data that may be lost, as a duration such as 30s."},"rto":{"type":"string","description":"The time to recover, as a duration such as 5m."}},"additionalProperties":false,"description":"Data. Default: stateless."},"exposure":{"anyOf":[{"type":"string","const":"cluster"},{"type":"string","const":"global"}],"description":"cluster: reachable inside its own cluster. global: one service over all clusters that run it. Default: cluster."},"callers":{"type":"array","items":{"type":"string"},"description":"The workloads that may call it. Default: none."}},"additionalProperties":false,"description":"A workload."}},"additionalProperties":false,"description":"A workload and where it runs."};
const func1 = Object.prototype.hasOwnProperty;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("bulkhead.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "bulkhead.dev/v1alpha1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Workload" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Workload"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
if(typeof data2.name !== "string"){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.team === undefined){
const err13 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "team"},message:"must have required property '"+"team"+"'"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key2 in data4){
if(!(func1.call(schema33.properties.spec.properties, key2))){
const err14 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.tier !== undefined){
let data5 = data4.tier;
const _errs15 = errors;
let valid3 = false;
const _errs16 = errors;
if(!((typeof data5 == "number") && (isFinite(data5)))){
const err15 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(1 !== data5){
const err16 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf/0/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid0 = _errs16 === errors;
valid3 = valid3 || _valid0;
const _errs18 = errors;
if(!((typeof data5 == "number") && (isFinite(data5)))){
const err17 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf/1/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(2 !== data5){
const err18 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf/1/const",keyword:"const",params:{allowedValue: 2},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var _valid0 = _errs18 === errors;
valid3 = valid3 || _valid0;
const _errs20 = errors;
if(!((typeof data5 == "number") && (isFinite(data5)))){
const err19 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf/2/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(3 !== data5){
const err20 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf/2/const",keyword:"const",params:{allowedValue: 3},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid0 = _errs20 === errors;
valid3 = valid3 || _valid0;
if(!valid3){
const err21 = {instancePath:instancePath+"/spec/tier",schemaPath:"#/properties/spec/properties/tier/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs15;
if(vErrors !== null){
if(_errs15){
vErrors.length = _errs15;
}
else {
vErrors = null;
}
}
}
}
if(data4.team !== undefined){
if(typeof data4.team !== "string"){
const err22 = {instancePath:instancePath+"/spec/team",schemaPath:"#/properties/spec/properties/team/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.namespace !== undefined){
if(typeof data4.namespace !== "string"){
const err23 = {instancePath:instancePath+"/spec/namespace",schemaPath:"#/properties/spec/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data4.image !== undefined){
if(typeof data4.image !== "string"){
const err24 = {instancePath:instancePath+"/spec/image",schemaPath:"#/properties/spec/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data4.port !== undefined){
let data9 = data4.port;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err25 = {instancePath:instancePath+"/spec/port",schemaPath:"#/properties/spec/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 65535 || isNaN(data9)){
const err26 = {instancePath:instancePath+"/spec/port",schemaPath:"#/properties/spec/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err27 = {instancePath:instancePath+"/spec/port",schemaPath:"#/properties/spec/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
if(data4.placement !== undefined){
let data10 = data4.placement;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key3 in data10){
if(!((key3 === "environments") || (key3 === "regions"))){
const err28 = {instancePath:instancePath+"/spec/placement",schemaPath:"#/properties/spec/properties/placement/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data10.environments !== undefined){
let data11 = data10.environments;
if(Array.isArray(data11)){
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
if(typeof data11[i0] !== "string"){
const err29 = {instancePath:instancePath+"/spec/placement/environments/" + i0,schemaPath:"#/properties/spec/properties/placement/properties/environments/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/spec/placement/environments",schemaPath:"#/properties/spec/properties/placement/properties/environments/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data10.regions !== undefined){
let data13 = data10.regions;
if(Array.isArray(data13)){
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
if(typeof data13[i1] !== "string"){
const err31 = {instancePath:instancePath+"/spec/placement/regions/" + i1,schemaPath:"#/properties/spec/properties/placement/properties/regions/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/spec/placement/regions",schemaPath:"#/properties/spec/properties/placement/properties/regions/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/spec/placement",schemaPath:"#/properties/spec/properties/placement/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data4.state !== undefined){
let data15 = data4.state;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.pattern === undefined){
const err34 = {instancePath:instancePath+"/spec/state",schemaPath:"#/properties/spec/properties/state/required",keyword:"required",params:{missingProperty: "pattern"},message:"must have required property '"+"pattern"+"'"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key4 in data15){
if(!((((key4 === "pattern") || (key4 === "primary")) || (key4 === "rpo")) || (key4 === "rto"))){
const err35 = {instancePath:instancePath+"/spec/state",schemaPath:"#/properties/spec/properties/state/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data15.pattern !== undefined){
let data16 = data15.pattern;
const _errs45 = errors;
let valid10 = false;
const _errs46 = errors;
if(typeof data16 !== "string"){
const err36 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if("stateless" !== data16){
const err37 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf/0/const",keyword:"const",params:{allowedValue: "stateless"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var _valid1 = _errs46 === errors;
valid10 = valid10 || _valid1;
const _errs48 = errors;
if(typeof data16 !== "string"){
const err38 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if("active-passive" !== data16){
const err39 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf/1/const",keyword:"const",params:{allowedValue: "active-passive"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
var _valid1 = _errs48 === errors;
valid10 = valid10 || _valid1;
const _errs50 = errors;
if(typeof data16 !== "string"){
const err40 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf/2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if("active-active" !== data16){
const err41 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf/2/const",keyword:"const",params:{allowedValue: "active-active"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
var _valid1 = _errs50 === errors;
valid10 = valid10 || _valid1;
if(!valid10){
const err42 = {instancePath:instancePath+"/spec/state/pattern",schemaPath:"#/properties/spec/properties/state/properties/pattern/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
else {
errors = _errs45;
if(vErrors !== null){
if(_errs45){
vErrors.length = _errs45;
}
else {
vErrors = null;
}
}
}
}
if(data15.primary !== undefined){
if(typeof data15.primary !== "string"){
const err43 = {instancePath:instancePath+"/spec/state/primary",schemaPath:"#/properties/spec/properties/state/properties/primary/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data15.rpo !== undefined){
if(typeof data15.rpo !== "string"){
const err44 = {instancePath:instancePath+"/spec/state/rpo",schemaPath:"#/properties/spec/properties/state/properties/rpo/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data15.rto !== undefined){
if(typeof data15.rto !== "string"){
const err45 = {instancePath:instancePath+"/spec/state/rto",schemaPath:"#/properties/spec/properties/state/properties/rto/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/spec/state",schemaPath:"#/properties/spec/properties/state/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data4.exposure !== undefined){
let data20 = data4.exposure;
const _errs59 = errors;
let valid11 = false;
const _errs60 = errors;
if(typeof data20 !== "string"){
const err47 = {instancePath:instancePath+"/spec/exposure",schemaPath:"#/properties/spec/properties/exposure/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if("cluster" !== data20){
const err48 = {instancePath:instancePath+"/spec/exposure",schemaPath:"#/properties/spec/properties/exposure/anyOf/0/const",keyword:"const",params:{allowedValue: "cluster"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var _valid2 = _errs60 === errors;
valid11 = valid11 || _valid2;
const _errs62 = errors;
if(typeof data20 !== "string"){
const err49 = {instancePath:instancePath+"/spec/exposure",schemaPath:"#/properties/spec/properties/exposure/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if("global" !== data20){
const err50 = {instancePath:instancePath+"/spec/exposure",schemaPath:"#/properties/spec/properties/exposure/anyOf/1/const",keyword:"const",params:{allowedValue: "global"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var _valid2 = _errs62 === errors;
valid11 = valid11 || _valid2;
if(!valid11){
const err51 = {instancePath:instancePath+"/spec/exposure",schemaPath:"#/properties/spec/properties/exposure/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
else {
errors = _errs59;
if(vErrors !== null){
if(_errs59){
vErrors.length = _errs59;
}
else {
vErrors = null;
}
}
}
}
if(data4.callers !== undefined){
let data21 = data4.callers;
if(Array.isArray(data21)){
const len2 = data21.length;
for(let i2=0; i2<len2; i2++){
if(typeof data21[i2] !== "string"){
const err52 = {instancePath:instancePath+"/spec/callers/" + i2,schemaPath:"#/properties/spec/properties/callers/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/spec/callers",schemaPath:"#/properties/spec/properties/callers/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

export const Team = validate23;
const schema34 = {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","const":"bulkhead.dev/v1alpha1"},"kind":{"type":"string","const":"Team"},"metadata":{"type":"object","required":["name"],"properties":{"name":{"type":"string","description":"The name of this team, unique among its kind."}},"additionalProperties":false,"description":"What identifies the document."},"spec":{"type":"object","properties":{"description":{"type":"string","description":"What the team does."},"owners":{"type":"array","items":{"type":"string"},"description":"Who reviews its files, as in a CODEOWNERS file: @organisation/team or an address. Default: none."}},"additionalProperties":false,"description":"A team."}},"additionalProperties":false,"description":"A team."};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("bulkhead.dev/v1alpha1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "bulkhead.dev/v1alpha1"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Team" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Team"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
if(typeof data2.name !== "string"){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!((key2 === "description") || (key2 === "owners"))){
const err13 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data4.description !== undefined){
if(typeof data4.description !== "string"){
const err14 = {instancePath:instancePath+"/spec/description",schemaPath:"#/properties/spec/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.owners !== undefined){
let data6 = data4.owners;
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
if(typeof data6[i0] !== "string"){
const err15 = {instancePath:instancePath+"/spec/owners/" + i0,schemaPath:"#/properties/spec/properties/owners/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/spec/owners",schemaPath:"#/properties/spec/properties/owners/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
