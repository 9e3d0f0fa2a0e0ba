use super::*;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use tempfile::tempdir;

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let steps = {
        let (folder, disk) = (tempdir().unwrap(), Disk::new());
        fs::write(folder.path().join("a"), "old").unwrap();
        disk.replace(&folder.path().join("a"), b"brand new").unwrap();
        disk.steps()
    };
    assert!(steps >= 5);
    for step in 1..=steps {
        for disk in [Disk::dying_at(step), Disk::failing_at(step)] {
            let folder = tempdir().unwrap();
            let path = folder.path().join("a");
            fs::write(&path, "old").unwrap();
            let trouble = disk.replace(&path, b"brand new").unwrap_err();
            assert_eq!(trouble.kind(), Some(ErrorKind::StorageFull));
            assert!(trouble.path.starts_with(folder.path()), "{trouble}");
            let there = fs::read_to_string(&path).unwrap();
            assert!(there == "old" || there == "brand new", "{there}");
            Disk::new().replace(&path, b"brand new").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "brand new");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }
}

#[test]
fn a_death_cuts_what_is_being_written_in_the_middle() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("log");
    Disk::new().append(&path, b"first\n").unwrap();
    let cut = (1..=4).filter(|&step| {
        let before = fs::read(&path).unwrap();
        Disk::dying_at(step).append(&path, b"secondline").unwrap_err();
        let after = fs::read(&path).unwrap();
        fs::write(&path, &before).unwrap();
        after == [before.as_slice(), b"secon"].concat()
    });
    assert_eq!(cut.count(), 1);
}

#[test]
fn somebody_looks_on_before_every_step() {
    let folder = tempdir().unwrap();
    let looks = Arc::new(AtomicUsize::new(0));
    let looking = Arc::clone(&looks);
    let disk = Disk::new().watched_by(move || {
        looking.fetch_add(1, SeqCst);
    });
    disk.replace(&folder.path().join("a"), b"x").unwrap();
    assert_eq!(looks.load(SeqCst), disk.steps());
}

#[test]
fn a_lock_is_held_by_one_at_a_time() {
    let folder = tempdir().unwrap();
    let (disk, path) = (Disk::new(), folder.path().join("lock"));
    let held = Lock::take(&disk, &path).unwrap();
    assert!(held.is_some());
    assert!(Lock::take(&disk, &path).unwrap().is_none());
    drop(held);
    assert!(Lock::take(&disk, &path).unwrap().is_some());
}

#[test]
fn trouble_names_its_path_in_both_languages() {
    let trouble = read(Path::new("/nowhere/at/all")).unwrap_err();
    assert_eq!(trouble.zh(), "/nowhere/at/all：读取失败：找不到");
    assert!(trouble.en().starts_with("/nowhere/at/all: could not read it: "), "{trouble}");
    assert_eq!(own(Path::new("/nowhere/at/all")).unwrap(), None);
}

#[test]
fn a_scratch_folder_goes_when_it_is_dropped() {
    let folder = scratch().unwrap();
    let path = folder.path().to_owned();
    fs::write(path.join("a"), "x").unwrap();
    drop(folder);
    assert_eq!(look(&path).unwrap(), Found::Nothing);
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn what_is_ours_is_never_reached_through_a_link() {
        let folder = tempdir().unwrap();
        let (theirs, link, disk) = (folder.path().join("theirs"), folder.path().join("link"), Disk::new());
        fs::write(&theirs, "theirs").unwrap();
        symlink(&theirs, &link).unwrap();
        let refused = |trouble: Trouble| matches!(trouble.cause, Cause::Link) && trouble.path == link;
        assert!(refused(own(&link).unwrap_err()));
        assert!(refused(disk.append(&link, b"x").unwrap_err()));
        assert!(refused(Lock::take(&disk, &link).unwrap_err()));
        assert!(refused(disk.own_folder(&link).unwrap_err()));
        let taken = disk.make_file(&link, b"x", false).unwrap_err();
        assert_eq!(taken.kind(), Some(ErrorKind::AlreadyExists));
        assert_eq!(disk.steps(), 1, "refused before anything was done");
        // replacing puts a file in the link's place
        disk.replace(&link, b"ours").unwrap();
        assert_eq!(own(&link).unwrap().as_deref(), Some(b"ours".as_slice()));
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
    }

    #[test]
    fn a_link_is_moved_on_at_once() {
        let folder = tempdir().unwrap();
        let (link, disk) = (folder.path().join("current"), Disk::new());
        disk.point(&link, Path::new("a")).unwrap();
        symlink("/etc", folder.path().join("current.half")).unwrap();
        disk.point(&link, Path::new("b")).unwrap();
        assert_eq!(led_to(&link).unwrap(), Some("b".into()));
        assert_eq!(led_to(&folder.path().join("none")).unwrap(), None);
        File::create(folder.path().join("file")).unwrap();
        assert!(led_to(&folder.path().join("file")).is_err());
    }

    #[test]
    fn a_pipe_in_place_of_a_file_of_ours_does_not_hold_us() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, rustix::fs::Mode::from_raw_mode(0o600)).unwrap();
        for trouble in [own(&path).unwrap_err(), Lock::take(&Disk::new(), &path).unwrap_err()] {
            assert!(matches!(trouble.cause, Cause::Special), "{trouble}");
        }
    }

    #[test]
    fn removing_a_tree_removes_links_and_not_what_they_lead_to() {
        let folder = tempdir().unwrap();
        let (theirs, ours) = (folder.path().join("theirs"), folder.path().join("ours"));
        fs::create_dir_all(theirs.join("deep")).unwrap();
        fs::create_dir_all(&ours).unwrap();
        symlink(&theirs, ours.join("inside")).unwrap();
        Disk::new().remove_tree(&ours).unwrap();
        symlink(&theirs, &ours).unwrap();
        Disk::new().remove_tree(&ours).unwrap();
        assert!(theirs.join("deep").is_dir() && !ours.exists());
    }
}
