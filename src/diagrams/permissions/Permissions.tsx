import { memo } from 'react'
import type { PermissionChain } from '../../explain/walk/permissions.ts'
import { PictureView } from '../PictureView.tsx'
import { layoutPermissions, phoneWidth } from './layout.ts'

interface Props {
  readonly chain: PermissionChain
  /** The read at which the walk stands; null where all are made. */
  readonly now: number | null
  readonly phone: boolean
}

/** The chain of permissions of both stages. */
export const Permissions = memo(function Permissions({ chain, now, phone }: Props) {
  const width = phone ? phoneWidth(chain) : 776
  return <PictureView picture={layoutPermissions(chain, { width, now })} className="permissions-picture" />
})
