"""Who may open the page."""

from pathlib import Path

import pytest

from index.page.sign_in import UsersError, hashed, keeper_of, read_users


class TestUsers:
    def test_a_hash_lets_its_password_in_and_no_other(self) -> None:
        line = f"anna:{hashed('open, please')}"
        keeper = keeper_of(None, read_users(line))
        assert keeper is not None
        assert keeper("anna", "open, please")
        assert not keeper("anna", "open, Please")
        assert not keeper("ben", "open, please")
        assert not keeper("anna", "x" * 100)

    def test_they_are_read_from_a_file_or_from_the_setting(self, tmp_path: Path) -> None:
        lines = [f"{name}:{hashed(name)}" for name in ("anna", "ben")]
        file = tmp_path / "users"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        assert read_users(str(file)) == read_users(" ".join(lines))
        assert [*read_users(str(file))] == ["anna", "ben"]

    @pytest.mark.parametrize("told", ["anna:$2b$12$short", ":$2b$", "anna:$2b$99$" + "a" * 53])
    def test_what_is_no_hash_is_said_without_showing_it(self, told: str) -> None:
        with pytest.raises(UsersError, match="User 1 of BYLINE_USERS has no bcrypt hash") as raised:
            read_users(told)
        assert told not in str(raised.value)

    def test_a_file_that_is_not_there_or_empty_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(UsersError, match="cannot be read"):
            read_users(str(tmp_path / "none"))
        (tmp_path / "empty").touch()
        with pytest.raises(UsersError, match="names no user"):
            read_users(str(tmp_path / "empty"))

    @pytest.mark.parametrize("password", ["", "ä" * 37])
    def test_a_password_that_bcrypt_would_cut_is_refused(self, password: str) -> None:
        with pytest.raises(UsersError, match="1 to 72 bytes"):
            hashed(password)


class TestOnePassword:
    def test_it_opens_to_any_name(self) -> None:
        keeper = keeper_of("öffne dich", {})
        assert keeper is not None
        assert keeper("whoever", "öffne dich")
        assert not keeper("whoever", "öffne")

    def test_without_any_there_is_no_sign_in(self) -> None:
        assert keeper_of(None, {}) is None
