// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: proconnectRefusals, refuse: refuseProConnect } = defineRefusals({
  'people.relay-undeclared': { status: 409, says: 'Enregistrez d’abord l’adresse de ProConnect et vos domaines de messagerie.' },
  'people.relay-has-client': { status: 409, says: 'ProConnect est déjà déclaré parmi vos applications : tirez-lui un nouveau secret là.' },
});

/** Where ProConnect answers: for real, to be tried, and the same on the State's own network. */
export const proconnectOrigins = [
  'https://auth.agentconnect.gouv.fr',
  'https://fca.integ01.dev-agentconnect.fr',
  'https://auth.agentconnect.rie.gouv.fr',
  'https://fca.integ02.agentconnect.rie.gouv.fr',
] as const;

const check = z.object({
  key: z.string(),
  isOk: z.boolean(),
  says: z.string().describe('Ce qui est demandé, et ce qui a été trouvé.'),
  mend: z.string().nullable().describe('Comment y remédier.'),
});
export type ProConnectCheck = z.infer<typeof check>;

export const readProConnectRelay = endpoint('GET /proconnect', {
  summary: 'La collectivité comme fournisseur d’identité de ProConnect : ce qui est prêt et ce qui manque.',
  response: z.object({
    origin: z.enum(proconnectOrigins),
    idpId: z.string(),
    domains: z.array(z.string()),
    clientId: z.string().nullable(),
    discoveryUrl: z.string(),
    checks: z.array(check),
  }),
});

export const declareProConnectRelay = endpoint('PUT /proconnect', {
  summary: 'Enregistre l’adresse de ProConnect, l’identifiant qu’il a donné et les domaines de messagerie déclarés.',
  body: z.strictObject({
    origin: z.enum(proconnectOrigins, 'Choisissez l’une des adresses de ProConnect.'),
    idpId: z.string().trim().max(100),
    domains: z
      .array(
        z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'Saisissez un nom de domaine, tel que mairie-exemple.fr.'),
      )
      .max(50),
  }),
});

export const admitProConnect = endpoint('POST /proconnect/client', {
  summary: 'Déclare ProConnect parmi les applications, avec les réglages qu’il demande. Le secret n’est dit qu’ici.',
  response: z.object({ clientId: z.uuid(), secret: z.string() }),
  refusals: ['people.relay-undeclared', 'people.relay-has-client'],
});
