// SPDX-License-Identifier: EUPL-1.2
/** What other rooms' screens may take: the choice of a person, of several, of a group. */
export { GroupPicker, PeoplePicker, PersonPicker, type PickedGroup, type PickedPerson } from './ui/groups/person-picker.tsx';
