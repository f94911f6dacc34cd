import { Component, type ReactNode } from 'react'
import { ErrorState } from '../kit/states.tsx'
import { problemFrom } from './problem.ts'

/** Keeps a fault of one screen from taking the frame with it. */
export class Fault extends Component<{ path: string; children: ReactNode }, { error?: unknown; path?: string }> {
  override state: { error?: unknown; path?: string } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  // Another address is another chance.
  static getDerivedStateFromProps(props: { path: string }, state: { error?: unknown; path?: string }) {
    return props.path === state.path ? null : { path: props.path, error: undefined }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return <ErrorState problem={problemFrom(this.state.error)} onRetry={() => location.reload()} />
  }
}
