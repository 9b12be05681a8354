"""Signing in on the page, in a real browser."""

from tests.casework.given_people import PASSWORD


def fill_in(page, username, password=PASSWORD):
    """Fill in the sign-in page that is open, and send it."""
    page.fill("#staff_number", username)
    page.fill("#password", password)
    page.click("main button[type=submit]")


def sign_in(page, username, first):
    """Sign in, and wait for the first page of the own desk. first: its address"""
    page.goto("/sign-in")
    fill_in(page, username)
    page.wait_for_url(first)
