// SPDX-License-Identifier: EUPL-1.2
/** The attributes and classes of this directory, with the rules by which values compare (RFC 4512, 4517, 4519, 2798, 2307, 4530). */

/** How values of an attribute compare. `ignore`: text, case apart. `ia5` is the same over the letters of addresses, `phone` over numbers, spaces and hyphens apart. `definition`s never do. */
export type Rule = 'ignore' | 'ia5' | 'phone' | 'exact' | 'dn' | 'integer' | 'oid' | 'uuid' | 'time' | 'boolean' | 'definition';

export type AttributeType = { name: string; oid: string; alias?: string; rule: Rule; isSingle?: boolean; isOperational?: boolean };

const types: readonly AttributeType[] = [
  { name: 'objectClass', oid: '2.5.4.0', rule: 'oid' },
  { name: 'cn', oid: '2.5.4.3', alias: 'commonName', rule: 'ignore' },
  { name: 'sn', oid: '2.5.4.4', alias: 'surname', rule: 'ignore' },
  { name: 'givenName', oid: '2.5.4.42', alias: 'gn', rule: 'ignore' },
  { name: 'displayName', oid: '2.16.840.1.113730.3.1.241', rule: 'ignore', isSingle: true },
  { name: 'uid', oid: '0.9.2342.19200300.100.1.1', alias: 'userid', rule: 'ignore' },
  { name: 'mail', oid: '0.9.2342.19200300.100.1.3', alias: 'rfc822Mailbox', rule: 'ia5' },
  { name: 'title', oid: '2.5.4.12', rule: 'ignore' },
  { name: 'telephoneNumber', oid: '2.5.4.20', rule: 'phone' },
  { name: 'mobile', oid: '0.9.2342.19200300.100.1.41', alias: 'mobileTelephoneNumber', rule: 'phone' },
  { name: 'physicalDeliveryOfficeName', oid: '2.5.4.19', rule: 'ignore' },
  { name: 'employeeType', oid: '2.16.840.1.113730.3.1.4', rule: 'ignore' },
  { name: 'description', oid: '2.5.4.13', rule: 'ignore' },
  { name: 'o', oid: '2.5.4.10', alias: 'organizationName', rule: 'ignore' },
  { name: 'ou', oid: '2.5.4.11', alias: 'organizationalUnitName', rule: 'ignore' },
  { name: 'dc', oid: '0.9.2342.19200300.100.1.25', alias: 'domainComponent', rule: 'ia5', isSingle: true },
  { name: 'member', oid: '2.5.4.31', rule: 'dn' },
  { name: 'memberUid', oid: '1.3.6.1.1.1.1.12', rule: 'exact' },
  { name: 'uidNumber', oid: '1.3.6.1.1.1.1.0', rule: 'integer', isSingle: true },
  { name: 'gidNumber', oid: '1.3.6.1.1.1.1.1', rule: 'integer', isSingle: true },
  { name: 'homeDirectory', oid: '1.3.6.1.1.1.1.3', rule: 'exact', isSingle: true },
  { name: 'memberOf', oid: '1.2.840.113556.1.2.102', rule: 'dn', isOperational: true },
  { name: 'entryUUID', oid: '1.3.6.1.1.16.4', rule: 'uuid', isSingle: true, isOperational: true },
  { name: 'entryDN', oid: '1.3.6.1.1.20', rule: 'dn', isSingle: true, isOperational: true },
  { name: 'structuralObjectClass', oid: '2.5.21.9', rule: 'oid', isSingle: true, isOperational: true },
  { name: 'subschemaSubentry', oid: '2.5.18.10', rule: 'dn', isSingle: true, isOperational: true },
  { name: 'hasSubordinates', oid: '2.5.18.9', rule: 'boolean', isSingle: true, isOperational: true },
  { name: 'createTimestamp', oid: '2.5.18.1', rule: 'time', isSingle: true, isOperational: true },
  { name: 'namingContexts', oid: '1.3.6.1.4.1.1466.101.120.5', rule: 'dn', isOperational: true },
  { name: 'supportedLDAPVersion', oid: '1.3.6.1.4.1.1466.101.120.15', rule: 'integer', isOperational: true },
  { name: 'supportedControl', oid: '1.3.6.1.4.1.1466.101.120.13', rule: 'oid', isOperational: true },
  { name: 'supportedExtension', oid: '1.3.6.1.4.1.1466.101.120.7', rule: 'oid', isOperational: true },
  { name: 'supportedFeatures', oid: '1.3.6.1.4.1.4203.1.3.5', rule: 'oid', isOperational: true },
  { name: 'vendorName', oid: '1.3.6.1.1.4', rule: 'exact', isSingle: true, isOperational: true },
  { name: 'attributeTypes', oid: '2.5.21.5', rule: 'definition', isOperational: true },
  { name: 'objectClasses', oid: '2.5.21.6', rule: 'definition', isOperational: true },
  { name: 'matchingRules', oid: '2.5.21.4', rule: 'definition', isOperational: true },
  { name: 'ldapSyntaxes', oid: '1.3.6.1.4.1.1466.101.120.16', rule: 'definition', isOperational: true },
];

type ObjectClass = { name: string; oid: string; sup: string; kind: 'ABSTRACT' | 'STRUCTURAL' | 'AUXILIARY'; must: string[]; may: string[] };

const person = ['telephoneNumber', 'description'];
const inetOrgPerson = ['givenName', 'displayName', 'uid', 'mail', 'mobile', 'title', 'employeeType', 'o', 'ou'];
export const objectClasses: readonly ObjectClass[] = [
  { name: 'top', oid: '2.5.6.0', sup: '', kind: 'ABSTRACT', must: ['objectClass'], may: [] },
  { name: 'dcObject', oid: '1.3.6.1.4.1.1466.344', sup: 'top', kind: 'AUXILIARY', must: ['dc'], may: [] },
  { name: 'organization', oid: '2.5.6.4', sup: 'top', kind: 'STRUCTURAL', must: ['o'], may: ['description'] },
  { name: 'organizationalUnit', oid: '2.5.6.5', sup: 'top', kind: 'STRUCTURAL', must: ['ou'], may: ['description'] },
  { name: 'person', oid: '2.5.6.6', sup: 'top', kind: 'STRUCTURAL', must: ['sn', 'cn'], may: person },
  { name: 'organizationalPerson', oid: '2.5.6.7', sup: 'person', kind: 'STRUCTURAL', must: [], may: ['title', 'ou', 'physicalDeliveryOfficeName'] },
  { name: 'inetOrgPerson', oid: '2.16.840.1.113730.3.2.2', sup: 'organizationalPerson', kind: 'STRUCTURAL', must: [], may: inetOrgPerson },
  {
    name: 'posixAccount',
    oid: '1.3.6.1.1.1.2.0',
    sup: 'top',
    kind: 'AUXILIARY',
    must: ['cn', 'uid', 'uidNumber', 'gidNumber', 'homeDirectory'],
    may: [],
  },
  { name: 'posixGroup', oid: '1.3.6.1.1.1.2.2', sup: 'top', kind: 'AUXILIARY', must: ['gidNumber'], may: ['memberUid', 'description'] },
  { name: 'groupOfNames', oid: '2.5.6.9', sup: 'top', kind: 'STRUCTURAL', must: ['cn'], may: ['member', 'description', 'ou', 'o'] },
  {
    name: 'subschema',
    oid: '2.5.20.1',
    sup: 'top',
    kind: 'AUXILIARY',
    must: [],
    may: ['attributeTypes', 'objectClasses', 'matchingRules', 'ldapSyntaxes'],
  },
];

/** Syntax and matching rules (RFC 4517) that each rule of ours stands for. */
const rules: Readonly<Record<Exclude<Rule, 'definition'>, { syntax: string; equality: string; substring?: string; ordering?: string }>> = {
  ignore: { syntax: '1.3.6.1.4.1.1466.115.121.1.15', equality: 'caseIgnoreMatch', substring: 'caseIgnoreSubstringsMatch' },
  ia5: { syntax: '1.3.6.1.4.1.1466.115.121.1.26', equality: 'caseIgnoreIA5Match', substring: 'caseIgnoreIA5SubstringsMatch' },
  phone: {
    syntax: '1.3.6.1.4.1.1466.115.121.1.50',
    equality: 'telephoneNumberMatch',
    substring: 'telephoneNumberSubstringsMatch',
  },
  exact: { syntax: '1.3.6.1.4.1.1466.115.121.1.26', equality: 'caseExactIA5Match' },
  dn: { syntax: '1.3.6.1.4.1.1466.115.121.1.12', equality: 'distinguishedNameMatch' },
  integer: { syntax: '1.3.6.1.4.1.1466.115.121.1.27', equality: 'integerMatch', ordering: 'integerOrderingMatch' },
  oid: { syntax: '1.3.6.1.4.1.1466.115.121.1.38', equality: 'objectIdentifierMatch' },
  uuid: { syntax: '1.3.6.1.1.16.1', equality: 'uuidMatch' },
  time: { syntax: '1.3.6.1.4.1.1466.115.121.1.24', equality: 'generalizedTimeMatch', ordering: 'generalizedTimeOrderingMatch' },
  boolean: { syntax: '1.3.6.1.4.1.1466.115.121.1.7', equality: 'booleanMatch' },
};

/** Matching rules that an extensible filter may name, and the way of comparing that each asks for. */
const matchingRules: readonly { name: string; oid: string; rule: Exclude<Rule, 'definition'> }[] = [
  { name: 'objectIdentifierMatch', oid: '2.5.13.0', rule: 'oid' },
  { name: 'distinguishedNameMatch', oid: '2.5.13.1', rule: 'dn' },
  { name: 'caseIgnoreMatch', oid: '2.5.13.2', rule: 'ignore' },
  { name: 'caseExactMatch', oid: '2.5.13.5', rule: 'exact' },
  { name: 'booleanMatch', oid: '2.5.13.13', rule: 'boolean' },
  { name: 'integerMatch', oid: '2.5.13.14', rule: 'integer' },
  { name: 'telephoneNumberMatch', oid: '2.5.13.20', rule: 'phone' },
  { name: 'generalizedTimeMatch', oid: '2.5.13.27', rule: 'time' },
  { name: 'caseExactIA5Match', oid: '1.3.6.1.4.1.1466.109.114.1', rule: 'exact' },
  { name: 'caseIgnoreIA5Match', oid: '1.3.6.1.4.1.1466.109.114.2', rule: 'ignore' },
  { name: 'uuidMatch', oid: '1.3.6.1.1.16.2', rule: 'uuid' },
  // Membership through nested groups, as Active Directory's clients ask it: groups here hold persons only, so that it is plain membership.
  { name: 'inChain', oid: '1.2.840.113556.1.4.1941', rule: 'dn' },
];

const byName = new Map(types.flatMap((type) => [type.name, type.oid, ...(type.alias ? [type.alias] : [])].map((name) => [name.toLowerCase(), type])));
const ruleByName = new Map(matchingRules.flatMap((one) => [one.name.toLowerCase(), one.oid].map((name) => [name, one.rule])));
const classByName = new Map(objectClasses.flatMap(({ name, oid }) => [name.toLowerCase(), oid].map((key) => [key, name.toLowerCase()])));

/** The attribute of this name, alias or number; undefined for one that this directory does not know, or with options that no value has. */
export function attributeNamed(name: string): AttributeType | undefined {
  return byName.get(name.toLowerCase());
}

export function matchingRuleNamed(name: string): Rule | undefined {
  return ruleByName.get(name.toLowerCase());
}

/** One form for the names and numbers of an object class. */
export function plainOid(value: string): string {
  const key = value.trim().toLowerCase();
  return classByName.get(key) ?? key;
}

/** What the subschema subentry says, in the words of RFC 4512 §4.1. */
export function schemaDefinitions(): Readonly<Record<'attributeTypes' | 'objectClasses' | 'matchingRules' | 'ldapSyntaxes', string[]>> {
  return {
    attributeTypes: types.filter(({ rule }) => rule !== 'definition').map(attributeDefinition),
    objectClasses: objectClasses.map(({ name, oid, sup, kind, must, may }) =>
      ['(', oid, `NAME '${name}'`, sup && `SUP ${sup}`, kind, list('MUST', must), list('MAY', may), ')'].filter(Boolean).join(' '),
    ),
    matchingRules: matchingRules
      .filter(({ name }) => name !== 'inChain')
      .map(({ name, oid, rule }) => `( ${oid} NAME '${name}' SYNTAX ${rules[rule].syntax} )`),
    ldapSyntaxes: [...new Set(Object.values(rules).map(({ syntax }) => `( ${syntax} )`))],
  };
}

function attributeDefinition({ name, alias, oid, rule, isSingle, isOperational }: AttributeType): string {
  if (rule === 'definition') return '';
  const { syntax, equality, substring, ordering } = rules[rule];
  const names = alias ? `( '${name}' '${alias}' )` : `'${name}'`;
  const written: (string | false | undefined)[] = [
    `( ${oid} NAME ${names} EQUALITY ${equality}`,
    ordering && `ORDERING ${ordering}`,
    substring && `SUBSTR ${substring}`,
  ];
  written.push(`SYNTAX ${syntax}`, isSingle && 'SINGLE-VALUE', isOperational && 'NO-USER-MODIFICATION USAGE directoryOperation', ')');
  return written.filter(Boolean).join(' ');
}

function list(word: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${word} ( ${names.join(' $ ')} )`;
}
