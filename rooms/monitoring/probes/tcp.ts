// SPDX-License-Identifier: EUPL-1.2
import { connect } from 'node:net';
import type { Outcome, SettingsOf } from '../contract/checks.ts';
import { pin, type ProbeHouse } from './pin.ts';

/** Whether a port accepts a connection. Nothing is sent. */
export async function lookAtTcp(
  house: ProbeHouse,
  { host, port }: SettingsOf['tcp'],
  signal: AbortSignal,
): Promise<{ outcome: Outcome; says: string }> {
  const { address, family } = await pin(host, house);
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: address, port, family, signal });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
  return { outcome: 'up', says: '' };
}
