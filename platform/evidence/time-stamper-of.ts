// SPDX-License-Identifier: EUPL-1.2
import type { House } from '../house.ts';
import { houseSeal, sealingKey } from './house-seal.ts';
import { timeStampAuthority } from './time-stamp-authority.ts';
import type { TimeStamper, Trust } from './time-stamp.ts';

/** Who stamps for this installation: the authority of its settings (RFC 3161), or else its own seal. */
export function timeStamperOf({ settings, clock }: Pick<House, 'settings' | 'clock'>): TimeStamper {
  const { timeStamp, secretKey, publicUrl } = settings;
  if (timeStamp) return timeStampAuthority(timeStamp);
  return houseSeal(sealingKey(secretKey).privateKey, `Beffroi (${new URL(publicUrl).hostname})`, clock);
}

/** What this installation believes: its own seal, and the roots of its authority. */
export function trustOf({ settings: { timeStamp, secretKey } }: Pick<House, 'settings'>): Trust {
  return { houseKeys: [sealingKey(secretKey).publicKey], roots: timeStamp?.roots ?? [] };
}
