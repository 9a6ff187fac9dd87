// SPDX-License-Identifier: EUPL-1.2
import type { InputOf, OutputOf } from '#ui/api/endpoint.ts';
import type { addCheck, CheckKind, readCheck } from '../../contract.ts';

export type Check = OutputOf<typeof readCheck>;
type KindInput = InputOf<typeof addCheck>['check'];

/** Every field of every kind, flat: changing the kind loses nothing that was typed. */
export type Values = {
  kind: CheckKind;
  name: string;
  body: { id: string; name: string } | null;
  everySeconds: number;
  failuresToOpen: number | string;
  successesToClose: number | string;
  dependsOn: string | null;
  isPaused: boolean;
  publicName: string;
  secret: string;
  url: string;
  word: string;
  certificateDays: number | string;
  slowMs: number | string;
  host: string;
  port: number | string;
  record: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'TXT';
  expected: string;
  server: string;
  mailbox: string;
  silenceHours: number | string;
  warnDays: number | string;
  endsOn: string | null;
  warnPercent: number | string;
  downPercent: number | string;
  version: '2c' | '3';
  user: string;
  event: string | null;
};

/** How often each kind is looked at, and how long it may be silent, unless said otherwise. */
export const usual: Readonly<Record<CheckKind, { everySeconds: number; silenceHours: number; successesToClose: number }>> = {
  http: { everySeconds: 300, silenceHours: 24, successesToClose: 2 },
  heartbeat: { everySeconds: 300, silenceHours: 26, successesToClose: 1 },
  disk: { everySeconds: 900, silenceHours: 26, successesToClose: 1 },
  snmp: { everySeconds: 900, silenceHours: 24, successesToClose: 2 },
  tcp: { everySeconds: 300, silenceHours: 24, successesToClose: 2 },
  dns: { everySeconds: 900, silenceHours: 24, successesToClose: 2 },
  domain: { everySeconds: 86_400, silenceHours: 24, successesToClose: 1 },
  'mail-loop': { everySeconds: 3_600, silenceHours: 3, successesToClose: 1 },
  event: { everySeconds: 900, silenceHours: 26, successesToClose: 1 },
};

export function valuesOf(check: Check | null, kind: CheckKind): Values {
  const settings = check?.settings ?? {};
  const text = (name: string, otherwise = ''): string => String(settings[name] ?? otherwise);
  const figure = (name: string, otherwise: number): number => Number(settings[name] ?? otherwise);
  return {
    kind,
    name: check?.name ?? '',
    body: check ? { id: check.body.id, name: check.body.name } : null,
    everySeconds: check?.everySeconds ?? usual[kind].everySeconds,
    failuresToOpen: check?.failuresToOpen ?? 2,
    successesToClose: check?.successesToClose ?? usual[kind].successesToClose,
    dependsOn: check?.dependsOn ?? null,
    isPaused: check?.isPaused ?? false,
    publicName: check?.publicName ?? '',
    secret: '',
    url: text('url', 'https://'),
    word: text('word'),
    certificateDays: figure('certificateDays', 14),
    slowMs: figure('slowMs', 5_000),
    host: text('host'),
    port: figure('port', kind === 'snmp' ? 161 : 443),
    record: text('record', 'A') as Values['record'], // one of the six by contract
    expected: text('expected'),
    server: text('server'),
    mailbox: text('mailbox'),
    silenceHours: figure('silenceSeconds', usual[kind].silenceHours * 3_600) / 3_600,
    warnDays: figure('warnDays', 45),
    endsOn: text('endsOn') || null,
    warnPercent: figure('warnPercent', 85),
    downPercent: figure('downPercent', 95),
    version: text('version', '2c') as Values['version'], // one of the two by contract
    user: text('user'),
    event: text('event') || null,
  };
}

/** The settings of the chosen kind, out of the flat form. */
export function kindOf(values: Values): KindInput {
  const number = (value: number | string): number => (value === '' ? Number.NaN : Number(value));
  const silenceSeconds = Math.round(number(values.silenceHours) * 3_600);
  const percents = { warnPercent: number(values.warnPercent), downPercent: number(values.downPercent) };
  const { kind, host, server, expected, record, version, user } = values;
  switch (kind) {
    case 'http':
      return {
        kind,
        settings: { url: values.url, word: values.word, certificateDays: number(values.certificateDays), slowMs: number(values.slowMs) },
      };
    case 'tcp':
      return { kind, settings: { host, port: number(values.port) } };
    case 'dns':
      return { kind, settings: { host, record, expected, server } };
    case 'domain':
      return { kind, settings: { host, warnDays: number(values.warnDays), endsOn: values.endsOn ?? '' } };
    case 'snmp':
      return { kind, settings: { host, port: number(values.port), version, user, ...percents } };
    case 'disk':
      return { kind, settings: { silenceSeconds, ...percents } };
    case 'mail-loop':
      return { kind, settings: { mailbox: values.mailbox, silenceSeconds } };
    case 'event':
      return { kind, settings: { event: values.event ?? '', silenceSeconds } };
    case 'heartbeat':
      return { kind, settings: { silenceSeconds } };
  }
}

export function inputOf(values: Values) {
  return {
    name: values.name,
    everySeconds: values.everySeconds,
    failuresToOpen: Number(values.failuresToOpen),
    successesToClose: Number(values.successesToClose),
    dependsOn: values.dependsOn,
    isPaused: values.isPaused,
    publicName: values.publicName.trim() || null,
    secret: values.secret || null,
    check: kindOf(values),
  };
}

const kindFields = [
  'url',
  'word',
  'certificateDays',
  'slowMs',
  'host',
  'port',
  'record',
  'expected',
  'server',
  'mailbox',
  'warnDays',
  'endsOn',
  'warnPercent',
  'downPercent',
  'version',
  'user',
  'event',
];
/** Fields of the endpoint by those of the form. */
export const fieldNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(kindFields.map((name) => [`check.settings.${name}`, name])),
  'check.settings.silenceSeconds': 'silenceHours',
  bodyId: 'body',
};
