// SPDX-License-Identifier: EUPL-1.2
export type Peer = { program: string; debianPackage: string; for: string };
export const peers: readonly Peer[];
export const quickerPeers: readonly Peer[];
export const peerPath: readonly string[];
export function missingPeers(): readonly Peer[];
export function installPeers(log: (line: string) => void): readonly Peer[];
