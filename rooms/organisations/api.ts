// SPDX-License-Identifier: EUPL-1.2
export type { BodyFacts, KnownFigure } from './body-facts.ts';
export { bodyKinds, isEpci, kindLabels, type BodyKind } from './body-kinds.ts';
export { importRegister, type ImportReport } from './register/import-register.ts';
export { findInRegister } from './register/read-public-body.ts';
export { registerOn } from './register/register-in-memory.ts';
export type { RegisterView } from './register/register.ts';
export { searchRegister, type Hit } from './search/search-register.ts';
