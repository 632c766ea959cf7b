/** What the claims about migration leave out. */
export const migration =
  'What moves here is the memory of the guest: the migration stream of a VFIO device’s own state is not modelled.'
