// SPDX-License-Identifier: EUPL-1.2
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Attributes of a person that are kept as the directory gives them, and nothing in Beffroi reads. */
export const KEPT = [
  'displayName',
  'nickName',
  'profileUrl',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'phoneNumbers',
  'ims',
  'addresses',
  ENTERPRISE,
] as const;

type More = Record<string, unknown>;

function attribute(name: string, description: string, more: More = {}) {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  };
}

function complex(name: string, description: string, parts: readonly string[], more: More = {}) {
  return attribute(name, description, {
    type: 'complex',
    subAttributes: parts.map((part) => attribute(part, part, part === 'primary' ? { type: 'boolean' } : {})),
    ...more,
  });
}

const list = { multiValued: true };
const readOnly = { mutability: 'readOnly' };

export const SCHEMAS = [
  {
    id: USER,
    name: 'User',
    description: 'Une personne qui sert la collectivité.',
    attributes: [
      attribute('userName', 'Adresse électronique professionnelle.', { required: true, uniqueness: 'server' }),
      complex('name', 'Nom.', ['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix']),
      attribute('title', 'Fonction.'),
      attribute('active', 'Si la personne a accès.', { type: 'boolean' }),
      ...KEPT.slice(0, 7).map((name) => attribute(name, name)),
      complex('emails', 'Adresses électroniques ; la principale est userName.', ['value', 'display', 'type', 'primary'], list),
      complex('phoneNumbers', 'Téléphones.', ['value', 'display', 'type', 'primary'], list),
      complex('ims', 'Messageries instantanées.', ['value', 'display', 'type', 'primary'], list),
      complex(
        'addresses',
        'Adresses postales.',
        ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type', 'primary'],
        list,
      ),
      complex('groups', 'Groupes.', ['value', '$ref', 'display', 'type'], { ...list, ...readOnly }),
    ],
  },
  {
    id: GROUP,
    name: 'Group',
    description: 'Un groupe de personnes de la collectivité.',
    attributes: [
      attribute('displayName', 'Nom du groupe.', { required: true, uniqueness: 'server' }),
      complex('members', 'Personnes du groupe.', ['value', '$ref', 'display', 'type'], list),
    ],
  },
  {
    id: ENTERPRISE,
    name: 'EnterpriseUser',
    description: 'Place dans la collectivité.',
    attributes: [
      ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map((name) => attribute(name, name)),
      complex('manager', 'Responsable.', ['value', '$ref', 'displayName']),
    ],
  },
];
