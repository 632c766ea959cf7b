import { Component, type ReactNode } from 'react'

interface Props {
  /** What to say in place of the children. */
  readonly says: string
  readonly children: ReactNode
}

/** Says so where a part of the page could not be loaded. */
export class Broken extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <p role="alert">{this.props.says}</p> : this.props.children
  }
}
