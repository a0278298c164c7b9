"""Pen and paper of the charts: colours and inks, the canvas, scales, rows and labels that keep clear of each other."""
