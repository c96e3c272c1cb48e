import { mount } from 'svelte'
import App from './App.svelte'
import './app.css'
import { settleWhereHosted } from './offline/hosted'

mount(App, { target: document.body })
document.getElementById('late')?.remove()
settleWhereHosted()
