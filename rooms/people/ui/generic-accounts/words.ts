// SPDX-License-Identifier: EUPL-1.2
import type { HolderRole } from '../../contract.ts';

export const holderWords: Readonly<Record<HolderRole, string>> = { reader: 'lit', writer: 'lit et répond', manager: 'lit, répond et gère' };
