// SPDX-License-Identifier: EUPL-1.2
/** What a visitor chose, as it stands in the address: the address is the simulation, so it can be shared, printed and kept. */

export type OtherBody = { kind: string; name: string; population: string; agents: string };

export type SimulationState = {
  /** References of members that do not join. */
  readonly leftOut: readonly string[];
  /** INSEE codes of the communes whose CCAS joins. */
  readonly ccas: readonly string[];
  readonly others: readonly OtherBody[];
  /** As typed; read when priced. */
  readonly volume: string;
  readonly unit: 'Go' | 'To';
  /** Null until the visitor chose: the page then proposes. */
  readonly offers: readonly string[] | null;
  readonly inputs: ReadonlyMap<string, string>;
  readonly agents: string;
  readonly budget: string;
  /** Null: as the operator knows the body. */
  readonly isAffiliated: boolean | null;
  readonly isHosted: boolean | null;
  /** Covered by the adhesion of its EPCI. */
  readonly isMember: boolean;
  /** In a territory without adhesion: what is priced for, each commune or the EPCI alone. */
  readonly target: 'communes' | 'epci';
  readonly figure: '' | 'totale' | 'municipale' | 'communeFile';
  readonly edition: string;
};

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether the query is a form just sent, to be written as an address, rather than an address. */
export function isForm(query: Query): boolean {
  return one(query, 'forme') === '1';
}

/** Reads an address; what it does not understand is left out. */
export function readAddress(query: Query): SimulationState {
  const volume = /^([\d.,]{1,12})(Go|To)$/.exec(one(query, 'volume'));
  return {
    ...readCommon(query),
    leftOut: listOf(one(query, 'sans')),
    ccas: listOf(one(query, 'ccas')),
    others: many(query, 'autre').map(readOther).filter(isOther),
    volume: volume?.[1] ?? '1',
    unit: volume?.[2] === 'Go' ? 'Go' : 'To',
    offers: query['offres'] === undefined ? null : listOf(one(query, 'offres')),
  };
}

export type Known = { readonly affiliated?: boolean; readonly hosted?: boolean };

/** Reads the form: ticked boxes are those that stay, so what is left out is the rest of `members`; what is as `known` is not repeated. */
export function readForm(query: Query, members: readonly string[], known: Known = {}): SimulationState {
  const kept = new Set(many(query, 'garde'));
  const kind = one(query, 'autre-genre');
  const added = { kind, name: one(query, 'autre-nom').trim(), population: one(query, 'autre-habitants').trim(), agents: '' };
  return {
    ...readCommon(query),
    isAffiliated: unlessKnown(one(query, 'affiliee') !== 'non', known.affiliated ?? true),
    isHosted: unlessKnown(one(query, 'hebergee') === 'oui', known.hosted ?? false),
    leftOut: members.filter((reference) => !kept.has(reference)),
    ccas: many(query, 'ccas').filter((code) => kept.has(code)),
    others: [...many(query, 'autre').map(readOther).filter(isOther), ...(added.name ? [added] : [])].slice(0, 60),
    volume: one(query, 'volume').trim(),
    unit: one(query, 'unite') === 'Go' ? 'Go' : 'To',
    offers: many(query, 'offre'),
  };
}

/** The address of a simulation, shortest first: what is as proposed is not written. */
export function writeAddress(path: string, state: SimulationState): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string): void => {
    if (value) query.append(name, value);
  };
  put('sans', state.leftOut.join(','));
  put('ccas', state.ccas.join(','));
  for (const other of state.others) put('autre', [other.kind, other.population, other.agents, other.name].join('~'));
  put('volume', state.volume && `${state.volume}${state.unit}`);
  if (state.offers) query.append('offres', state.offers.join(','));
  for (const [name, value] of state.inputs) if (state.offers?.includes(name.split('.')[0] ?? '')) put(name, value);
  put('agents', state.agents);
  put('budget', state.budget);
  put('affiliee', yesOrNo(state.isAffiliated));
  put('hebergee', yesOrNo(state.isHosted));
  put('adherente', state.isMember ? 'oui' : '');
  put('pour', state.target === 'epci' ? 'epci' : '');
  put('chiffre', state.figure);
  put('edition', state.edition);
  const written = query.toString().replaceAll('%2C', ',').replaceAll('%7E', '~');
  return written ? `${path}?${written}` : path;
}

function readCommon(query: Query) {
  const inputs = new Map<string, string>();
  for (const [name, value] of Object.entries(query)) {
    if (!/^[a-z0-9-]+\.[a-zA-Z]+$/.test(name) || typeof value !== 'string') continue;
    inputs.set(name, value.slice(0, 2000).trim());
  }
  const figure = one(query, 'chiffre');
  return {
    inputs,
    agents: one(query, 'agents').trim(),
    budget: one(query, 'budget').trim(),
    isAffiliated: readYesOrNo(one(query, 'affiliee')),
    isHosted: readYesOrNo(one(query, 'hebergee')),
    isMember: one(query, 'adherente') === 'oui',
    target: one(query, 'pour') === 'epci' ? ('epci' as const) : ('communes' as const),
    figure: figure === 'municipale' || figure === 'communeFile' || figure === 'totale' ? (figure as SimulationState['figure']) : '',
    edition: /^[a-z0-9-]{0,80}$/.test(one(query, 'edition')) ? one(query, 'edition') : '',
  };
}

function unlessKnown(said: boolean, known: boolean): boolean | null {
  return said === known ? null : said;
}

function yesOrNo(said: boolean | null): string {
  return said === null ? '' : said ? 'oui' : 'non';
}

function readYesOrNo(text: string): boolean | null {
  return text === 'oui' ? true : text === 'non' ? false : null;
}

function readOther(text: string): OtherBody {
  const [kind = '', population = '', agents = '', ...name] = text.split('~');
  return { kind, population: population.slice(0, 12), agents: agents.slice(0, 12), name: name.join('~').slice(0, 120) };
}

function isOther({ kind, name }: OtherBody): boolean {
  return /^[a-z-]{2,30}$/.test(kind) && name !== '';
}

function one(query: Query, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

function many(query: Query, name: string): string[] {
  const value = query[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .filter((entry) => /^[\w-]{1,80}$/.test(entry))
    .slice(0, 1000);
}
