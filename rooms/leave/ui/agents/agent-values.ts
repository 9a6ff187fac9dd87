// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { readAgent } from '../../contract.ts';

export type AgentDetails = OutputOf<typeof readAgent>;

/** An agent as the form holds them. */
export type AgentValues = {
  personId: string | null;
  familyName: string;
  givenName: string;
  number: string;
  teamId: string;
  status: AgentDetails['status'];
  category: AgentDetails['category'];
  unit: AgentDetails['unit'];
  sex: 'F' | 'M' | '';
  arrivedOn: string | null;
  leftOn: string | null;
};

export const statusOptions = [
  { value: 'titulaire', label: 'Titulaire' },
  { value: 'stagiaire', label: 'Stagiaire' },
  { value: 'contractuel', label: 'Contractuel de droit public' },
  { value: 'prive', label: 'Droit privé' },
] as const;

/** Nobody yet, arriving on a day. */
export function newAgent(arrivedOn: string, teamId = ''): AgentValues {
  return {
    personId: null,
    familyName: '',
    givenName: '',
    number: '',
    teamId,
    status: 'titulaire',
    category: 'C',
    unit: 'day',
    sex: '',
    arrivedOn,
    leftOn: null,
  };
}

export function valuesOf({ number, team, sex, ...agent }: AgentDetails): AgentValues {
  const { personId, familyName, givenName, status, category, unit, arrivedOn, leftOn } = agent;
  return { personId, familyName, givenName, number: number ?? '', teamId: team?.id ?? '', status, category, unit, sex: sex ?? '', arrivedOn, leftOn };
}

export const sexOptions = [
  { value: '', label: 'Non renseigné' },
  { value: 'F', label: 'Femme' },
  { value: 'M', label: 'Homme' },
] as const;

/** What the server is told; a missing day is left for it to refuse. */
export function toAgent(values: AgentValues) {
  return { ...values, number: values.number || null, teamId: values.teamId || null, sex: values.sex || null, arrivedOn: values.arrivedOn ?? '' };
}

export function nameOf({ givenName, familyName }: Pick<AgentDetails, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim();
}
