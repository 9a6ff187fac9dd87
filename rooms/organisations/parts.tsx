// SPDX-License-Identifier: EUPL-1.2
/** What other rooms' screens may take: the choice of a body, or of several. */
export { BodiesPicker, BodyPicker, type PickedBody } from './ui/body-picker.tsx';
