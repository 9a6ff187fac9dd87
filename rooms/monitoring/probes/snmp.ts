// SPDX-License-Identifier: EUPL-1.2
/** The disks of a network storage, from the table that every SNMP agent has: HOST-RESOURCES-MIB, hrStorageTable (RFC 2790). */
import type { EventEmitter } from 'node:events';
import snmp from 'net-snmp';
import type { Facts, Outcome, SettingsOf } from '../contract/checks.ts';
import { judgeDisks, type Disk } from './judge-disks.ts';
import { pin, ProbeFailed, type ProbeHouse } from './pin.ts';

const TABLE = '1.3.6.1.2.1.25.2.3';
const FIXED_DISK = '1.3.6.1.2.1.25.2.1.4';
// Columns of hrStorageEntry.
const [TYPE, NAME, SIZE, USED] = ['2', '3', '5', '6'] as const;

export async function lookAtSnmp(
  house: ProbeHouse,
  settings: SettingsOf['snmp'],
  secret: string,
): Promise<{ outcome: Outcome; says: string; facts: Facts }> {
  const { address, family } = await pin(settings.host, house);
  const session = open(address, family, settings, secret);
  try {
    return judgeDisks(disksIn(await table(session)), settings);
  } finally {
    session.close();
  }
}

function open(address: string, family: 4 | 6, { port, version, user }: SettingsOf['snmp'], secret: string): snmp.Session {
  const transport = family === 6 ? 'udp6' : 'udp4';
  const options = { port, retries: 1, timeout: 2_000, transport } as const;
  if (version === '2c') return snmp.createSession(address, secret, { ...options, version: snmp.Version2c });
  const account = {
    name: user,
    level: snmp.SecurityLevel.authPriv,
    authProtocol: snmp.AuthProtocols.sha,
    authKey: secret,
    privProtocol: snmp.PrivProtocols.aes,
    privKey: secret,
  };
  return snmp.createV3Session(address, account, { ...options, version: snmp.Version3 });
}

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function table(session: snmp.Session): Promise<Rows> {
  return new Promise((resolve, reject) => {
    // The session emits, which its types forget.
    (session as snmp.Session & EventEmitter).once('error', reject);
    session.table(TABLE, 20, (error: Error | null, rows: unknown) => {
      if (!error) return resolve(rows as Rows); // rows by index, columns by number: the library types them loosely
      return reject(new ProbeFailed(`L’équipement ne répond pas à SNMP : vérifiez la communauté ou le compte (${error.message.slice(0, 100)}).`));
    });
  });
}

function disksIn(rows: Rows): Disk[] {
  const disks: Disk[] = [];
  for (const row of Object.values(rows)) {
    const [size, used] = [Number(row[SIZE]), Number(row[USED])];
    if (row[TYPE] === FIXED_DISK && size > 0 && used >= 0) disks.push({ name: String(row[NAME]), percent: Math.round((100 * used) / size) });
  }
  return disks;
}
