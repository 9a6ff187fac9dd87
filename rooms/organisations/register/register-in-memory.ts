// SPDX-License-Identifier: EUPL-1.2
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { REGISTER_CHANNEL } from './import-register.ts';
import { loadRegister } from './load-register.ts';
import { makeRegister, type Register, type RegisterView } from './register.ts';

type Kept = { register: Register; isStale: boolean; reading: Promise<void> | null; soon: NodeJS.Timeout | null };

// Several changes come together: an import, then the operators that are opened on it.
const SOON_MS = 200;
const empty = makeRegister({ editions: [], bodies: [], memberships: [], formerCodes: new Map(), successions: [] });
const kept = new WeakMap<House, Kept>();

/** The register as it stood on a day, from memory. Empty before `prepareRegister` and before the first import. */
export function registerOn(house: House, day: Temporal.PlainDate): RegisterView {
  return (kept.get(house)?.register ?? empty).on(day);
}

/** Loads the register, and again each time that any process changes it. Asked a second time, waits until what is known is current. */
export async function prepareRegister(house: House): Promise<void> {
  const known = kept.get(house);
  if (!known) {
    const made = keptOf(house);
    await house.db.listen(REGISTER_CHANNEL, () => refreshSoon(house));
    await refreshRegister(house);
    // Without a first view, the first request of the morning would wait for it.
    made.register.on(house.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate());
  } else if (known.soon || known.isStale) await refreshRegister(house);
  else await known.reading;
}

/** Reads the register again: for the process that has just changed it. Callers at the same time share one reading that began after them. */
export async function refreshRegister(house: House): Promise<void> {
  const known = keptOf(house);
  if (known.soon) clearTimeout(known.soon);
  known.soon = null;
  known.isStale = true;
  while (known.isStale) {
    if (known.reading) {
      await known.reading;
      continue;
    }
    known.isStale = false;
    known.reading = read(house, known).finally(() => {
      known.reading = null;
    });
    await known.reading;
  }
}

/** Reads the register again shortly, once for all who ask meanwhile. */
export function refreshSoon(house: House): void {
  const known = keptOf(house);
  known.soon ??= setTimeout(() => {
    if (house.db.isClosing()) return;
    refreshRegister(house).catch((error: Error) => house.log.error({ error: error.message }, 'reading the register again failed'));
  }, SOON_MS).unref();
}

async function read(house: House, known: Kept): Promise<void> {
  known.register = await inNoOrganisation<Tables, Register>(house.db, loadRegister, { readOnly: true });
}

function keptOf(house: House): Kept {
  const known = kept.get(house) ?? { register: empty, isStale: false, reading: null, soon: null };
  kept.set(house, known);
  return known;
}
